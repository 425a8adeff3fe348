using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads what is missing of a class that cannot be a topology, so that nothing but that is reported.</summary>
internal static class StubReader
{
    public static StubModel Read(ExtractionContext context, TypeDeclaration declaration, EquatableArray<string> constants)
    {
        var topology = context.Topology;
        var properties = new PropertyReader(context);
        return new StubModel(
            declaration,
            topology.GetMembers()
                .OfType<IPropertySymbol>()
                .Where(static p => p.GetAttributes().Any(KnownNames.IsOperator))
                .OrderBy(static p => p.Name, StringComparer.Ordinal)
                .Select(properties.StubOf)
                .OfType<StubProperty>()
                .ToEquatableArray())
        {
            Constants = constants,

            // A static class implements no interface, and a generic one has no tasks to make.
            HasContract = !topology.IsStatic && topology.Arity == 0,
        };
    }
}
