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
                Add(stores, name, operation, problems);
            }
        }
    }

    private static void Add(Dictionary<string, OperatorModel> stores, string name, OperatorModel operation, DiagnosticBag problems)
    {
        if (!stores.TryGetValue(name, out var first))
        {
            stores.Add(name, operation);
            return;
        }

        problems.Add(
            DiagnosticIds.DuplicateStore,
            StateNames.StoreAnchorOf(operation),
            [StateNames.StoreAnchorOf(first)],
            [],
            operation.Member.Name,
            name,
            first.Member.Name);
    }
}
