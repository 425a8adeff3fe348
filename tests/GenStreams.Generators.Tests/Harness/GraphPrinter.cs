using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Tests.Harness;

/// <summary>Graphs as text: a line for each node.</summary>
internal static class GraphPrinter
{
    public static string Print(StreamGraph graph) => string.Join("\n", graph.Nodes.Select(n => Print(graph, n)));

    private static string Print(StreamGraph graph, StreamNode node)
    {
        string kind = node.Operator.GetType().Name[..^"Model".Length];
        string inputs = node.Inputs.Count == 0 ? "" : $"({string.Join(", ", node.Inputs.Select(i => graph.Nodes[i].Name))})";
        string output = node.Output.Kind == EdgeKind.None
            ? "None"
            : $"{node.Output.Kind}<{node.Output.Key.Type.Display}, {node.Output.Value.Type.Display}>";
        string facts = node.Facts == NodeFacts.None ? "" : $" {{{node.Facts}}}";
        string sinks = string.Concat(node.Operator.Member.Sinks.Select(static s => " -> " + (s.Topic ?? $"{s.TopicSelector!.Name}()")));
        return $"{node.Name} = {kind}{inputs} : {output}{facts}{sinks}";
    }
}
