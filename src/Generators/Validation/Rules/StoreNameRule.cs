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
            if (StateNames.StoreOf(operation) is not { } name)
            {
                continue;
            }

            if (stores.TryGetValue(name, out var first))
            {
                problems.Add(
                    DiagnosticIds.DuplicateStore,
                    StateNames.StoreAnchorOf(operation),
                    [StateNames.StoreAnchorOf(first)],
                    [],
                    operation.Member.Name,
                    name,
                    first.Member.Name);
            }
            else
            {
                stores.Add(name, operation);
            }
        }
    }
}
