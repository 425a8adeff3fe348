using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>A topic is read by one source, and a member writes to a topic once.</summary>
internal static class DuplicateTopicRule
{
    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var sources = new Dictionary<string, SourceModel>(StringComparer.Ordinal);
        foreach (var node in topology.Nodes)
        {
            CheckSinks(node.Operator, problems);
            if (node.Operator is not SourceModel source)
            {
                continue;
            }

            if (sources.TryGetValue(source.Topic, out var first))
            {
                problems.Add(
                    DiagnosticIds.DuplicateSource,
                    source.Member.AnchorOf("topic"),
                    [first.Member.AnchorOf("topic")],
                    [],
                    source.Topic,
                    first.Member.Name);
            }
            else
            {
                sources.Add(source.Topic, source);
            }
        }
    }

    private static void CheckSinks(OperatorModel operation, DiagnosticBag problems)
    {
        var topics = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sink in operation.Member.Sinks)
        {
            if (sink.Topic is not null && !topics.Add(sink.Topic))
            {
                problems.Add(DiagnosticIds.DuplicateSink, sink.TopicAnchor, operation.Member.Name, sink.Topic);
            }
        }
    }
}
