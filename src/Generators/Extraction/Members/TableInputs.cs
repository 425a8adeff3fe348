using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Tells tables from streams before names are bound: whether a tuple that [GroupBy] returns is a key, or a key and a value, depends on it.
/// </summary>
internal static class TableInputs
{
    private const string Table = "Table`2";
    private const string WindowedTable = "WindowedTable`2";

    /// <summary>Whether a member of a topology is a table, as far as its attributes say.</summary>
    public static bool IsTable(INamedTypeSymbol topology, string name) => IsTable(topology, name, []);

    private static bool IsTable(INamedTypeSymbol topology, string name, HashSet<string> seen)
    {
        var member = topology.GetMembers(name).FirstOrDefault(static m => m.GetAttributes().Any(KnownNames.IsOperator));
        if (member is null || !seen.Add(name))
        {
            return false;
        }

        if (member is IPropertySymbol property)
        {
            return KnownNames.Is(property.Type, Table) || KnownNames.Is(property.Type, WindowedTable);
        }

        var attribute = member.GetAttributes().First(KnownNames.IsOperator);
        return attribute.AttributeClass!.Name switch
        {
            "ReduceAttribute" or "AggregateAttribute" or "CogroupAttribute" => true,
            "FilterAttribute" or "FilterNotAttribute" or "MapValuesAttribute" or "JoinAttribute" or "SuppressAttribute" =>
                attribute.ConstructorArguments.FirstOrDefault().Value is string input && IsTable(topology, input, seen),
            _ => false,
        };
    }
}
