using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;
using GenStreams.Generators.Validation;

namespace GenStreams.Generators.Planning;

internal sealed partial class PhysicalGraphBuilder
{
    /// <summary>A table that is to keep its history, or its rows for a time, has a store for it, named or not.</summary>
    private static TableWork TableOf(StreamNode node, string? store, long? historyRetention)
    {
        bool needsStore = historyRetention is not null || node.Operator.Rows != StoreSettings.None;
        return new(store ?? (needsStore ? node.Name : null)) { HistoryRetention = historyRetention };
    }

    /// <summary>Lets the stream's records wait before they are joined.</summary>
    private NodeDraft AddGrace(StreamNode node, JoinModel join, NodeDraft stream, long grace) => Below(stream, new NodeDraft(
        node.Name + "-buffer",
        node.Name,
        $"Grace of {node.Name}",
        new JoinBufferWork(StateNames.BufferOf(join), grace, join.Kind == JoinKind.Left),
        stream.Output,
        stream.Output));

    private NodeDraft AddSuppress(int index, StreamNode node, SuppressModel suppress)
    {
        var table = InputOf(index, 0);
        var work = SuppressPlanner.WorkOf(_graph, index, suppress);
        return Below(table, new NodeDraft(node.Name, node.Name, Title(node), work, table.Output, node.Output));
    }
}
