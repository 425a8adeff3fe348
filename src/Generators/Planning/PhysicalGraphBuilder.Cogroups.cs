using GenStreams.Generators.Graph;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>Aggregations of several streams.</content>
internal sealed partial class PhysicalGraphBuilder
{
    /// <summary>An aggregate with its other inputs, which use its store and forward to what reads it.</summary>
    private NodeDraft AddCogroup(int index, StreamNode node)
    {
        var own = InputOf(index, 0);
        var shared = ((AggregateWork)WorkOf(node, own.Output)) with { IsShared = true };
        var draft = Below(own, new NodeDraft(node.Name, node.Name, Title(node), shared, own.Output, node.Output) { Rows = node.Operator.Rows });
        foreach (int input in node.Inputs.Skip(1))
        {
            var cogroup = _graph.Nodes[input];
            var upstream = InputOf(input, 0);
            var work = shared with { Method = cogroup.Operator.Member.Method, IsCogroup = true };
            var other = Below(upstream, new NodeDraft(cogroup.Name, cogroup.Name, Title(cogroup), work, upstream.Output, node.Output));
            other.Into = draft;
            _physical.Groups.Add((draft, other));
        }

        return draft;
    }
}
