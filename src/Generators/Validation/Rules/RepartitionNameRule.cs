using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>A repartition topic has a name of its own, but for readers of one stream, which share it.</summary>
internal static class RepartitionNameRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var topics = new Dictionary<string, TypedNode>(StringComparer.Ordinal);
        foreach (var node in topology.Nodes.Where(static n => n.Output is not null).OrderBy(static n => n.Operator.Member.Order))
        {
            if (StateNames.RepartitionOf(topology, node) is not { } name)
            {
                continue;
            }

            if (!topics.TryGetValue(name, out var first))
            {
                topics.Add(name, node);
            }
            else if (!ShareStream(first, node) && !ShareStore(first, node))
            {
                var anchor = StateNames.RepartitionAnchorOf(node.Operator);
                var other = StateNames.RepartitionAnchorOf(first.Operator);
                problems.Add(DiagnosticIds.DuplicateRepartition, anchor, [other], [], node.Name, name, first.Name);
            }
        }
    }

    /// <summary>Two stores of one name have been reported as such.</summary>
    private static bool ShareStore(TypedNode a, TypedNode b) =>
        StateNames.StoreOf(a.Operator) is { } store && store == StateNames.StoreOf(b.Operator);

    private static bool ShareStream(TypedNode a, TypedNode b) =>
        a.Inputs[0] == b.Inputs[0] && a.Operator is not RepartitionModel && b.Operator is not RepartitionModel;
}
