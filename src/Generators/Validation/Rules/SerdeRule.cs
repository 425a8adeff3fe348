using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>What goes through a topic or a store can be serialised. What only flows between operators of a task need not.</summary>
internal sealed class SerdeRule
{
    private const string AnotherSerde = "use another type, or name a serde with [Serde<T>] or [Json]";

    private readonly TypedTopology _topology;
    private readonly DiagnosticBag _problems;
    private readonly HashSet<(AnchorId Anchor, string Identity)> _reported = [];

    private SerdeRule(TypedTopology topology, DiagnosticBag problems)
    {
        _topology = topology;
        _problems = problems;
    }

    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var rule = new SerdeRule(topology, problems);
        foreach (var node in topology.Nodes.Where(static n => n.Output is not null))
        {
            rule.CheckOutput(node, node.Output!);
            rule.CheckInputs(node);
            rule.CheckParameters(node);
        }

        foreach (var store in topology.Stores)
        {
            var property = store.Member.Property!;
            rule.Need(new TypedEdge(property.Edge, property.KeyAnchor, property.ValueAnchor));
        }
    }

    private void CheckOutput(TypedNode node, TypedEdge output)
    {
        bool isQueryable = output.Kind is EdgeKind.Table or EdgeKind.GlobalTable && node.Operator.Member.Property is not null;
        bool isStored = StateNames.StoreOf(node.Operator) is not null;
        if (node.Operator is SourceModel or RepartitionModel || node.Operator.Member.Sinks.Count > 0 || isQueryable || isStored)
        {
            Need(output);
        }
    }

    private void CheckInputs(TypedNode node)
    {
        if (StateNames.RepartitionOf(_topology, node) is not null)
        {
            Need(_topology.InputOf(node, 0)!);
        }

        if (node.Operator is GroupByModel && _topology.InputOf(node, 0) is { Kind: EdgeKind.Table } table)
        {
            // What it was before a change is asked for, so it is stored.
            Need(table);
        }

        if (node.Operator is JoinModel)
        {
            var left = _topology.InputOf(node, 0)!;
            Need(left.Key, left.KeyAnchor);
            if (left.Kind == EdgeKind.Table)
            {
                Need(left.Value, left.ValueAnchor);
            }

            Need(_topology.InputOf(node, 1)!);
        }
    }

    /// <summary>
    /// A method that asks for bytes needs the type's serde to make them; one that takes a type of raw bytes needs it to read them.
    /// </summary>
    private void CheckParameters(TypedNode node)
    {
        foreach (var parameter in node.Operator.Member.Method?.Parameters ?? default)
        {
            int place = parameter.Role == ParameterRole.Right ? 1 : 0;
            if (parameter.Serde is not { } serde || parameter.Role == ParameterRole.Aggregate || place >= node.Inputs.Length)
            {
                continue;
            }

            var input = _topology.InputOf(node, place)!;
            var (lane, anchor) = parameter.Role == ParameterRole.Key ? (input.Key, input.KeyAnchor) : (input.Value, input.ValueAnchor);
            if (lane.Type.IsRaw && !parameter.Type.IsRaw)
            {
                Need(new LaneType(parameter.Type, serde), parameter.Anchor);
            }
            else if (parameter.Type.IsSpan)
            {
                Need(lane, anchor);
            }
        }
    }

    private void Need(TypedEdge edge)
    {
        Need(edge.Key, edge.KeyAnchor);
        Need(edge.Value, edge.ValueAnchor);
    }

    private void Need(LaneType lane, AnchorId anchor)
    {
        if (lane.Serde.Problem is { } problem && _reported.Add((lane.Serde.Place ?? anchor, lane.Type.Identity)))
        {
            _problems.Add(
                DiagnosticIds.UnserializableType, lane.Serde.Place ?? anchor, lane.Type.Display, problem, lane.Serde.Remedy ?? AnotherSerde);
        }
    }
}
