using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>Records that are written to the topic that they came from come back.</summary>
internal static class TopicLoopRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var origins = new HashSet<string>[topology.Nodes.Length];
        for (int i = 0; i < topology.Nodes.Length; i++)
        {
            var node = topology.Nodes[i];
            origins[i] = new HashSet<string>(node.Inputs.SelectMany(n => origins[n]), StringComparer.Ordinal);
            if (node.Operator is SourceModel source && source.Edge.Kind != EdgeKind.GlobalTable)
            {
                origins[i].Add(source.Topic);
            }

            foreach (var sink in node.Operator.Member.Sinks)
            {
                if (sink.Topic is not null && origins[i].Contains(sink.Topic))
                {
                    problems.Add(DiagnosticIds.TopicLoop, sink.TopicAnchor, node.Name, sink.Topic);
                }
            }
        }
    }
}
