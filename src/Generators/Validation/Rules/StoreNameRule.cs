using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>A store has a name of its own: so has its changelog.</summary>
internal static class StoreNameRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var stores = new Dictionary<string, OperatorModel>(StringComparer.Ordinal);
        foreach (var operation in topology.Model.Operators.OrderBy(static o => o.Member.Order))
        {
            foreach (string name in StateNames.StoresOf(operation))
            {
                if (Check(stores, operation, name, problems))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Notes the name of a store; reports it, and says so, when another has it.</summary>
    private static bool Check(Dictionary<string, OperatorModel> stores, OperatorModel operation, string name, DiagnosticBag problems)
    {
        if (!stores.TryGetValue(name, out var first))
        {
            stores.Add(name, operation);
            return false;
        }

        problems.Add(
            DiagnosticIds.DuplicateStore,
            StateNames.StoreAnchorOf(operation),
            [StateNames.StoreAnchorOf(first)],
            [],
            operation.Member.Name,
            name,
            first.Member.Name);
        return true;
    }
}
