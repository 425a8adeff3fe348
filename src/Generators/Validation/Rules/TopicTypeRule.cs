using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;

namespace GenStreams.Generators.Validation.Rules;

/// <summary>All who read or write a topic have one type and one serde for its keys, and one for its values. Bytes go with any.</summary>
internal sealed class TopicTypeRule
{
    private readonly Dictionary<(string Topic, string What), (LaneType Lane, string Member, AnchorId Place)> _known = [];
    private readonly DiagnosticBag _problems;

    private TopicTypeRule(DiagnosticBag problems) => _problems = problems;

    public static void Check(TypedTopology topology, DiagnosticBag problems)
    {
        var rule = new TopicTypeRule(problems);
        var nodes = topology.Nodes.Where(static n => n.Output is not null).OrderBy(static n => n.Operator.Member.Order).ToList();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            // That a topic is read twice is said already.
            if (node.Operator is SourceModel source && read.Add(source.Topic))
            {
                rule.Add(source.Topic, node, source.Member.AnchorOf("topic"));
            }
        }

        foreach (var node in nodes)
        {
            foreach (var sink in node.Operator.Member.Sinks)
            {
                if (sink.Topic is not null)
                {
                    rule.Add(sink.Topic, node, sink.TopicAnchor);
                }
            }
        }
    }

    private void Add(string topic, TypedNode node, AnchorId place)
    {
        if (Add(topic, "keys", node.Output!.Key, node, place))
        {
            Add(topic, "values", node.Output.Value, node, place);
        }
    }

    private bool Add(string topic, string what, LaneType lane, TypedNode node, AnchorId place)
    {
        if (lane.Type.IsRaw || lane.Serde.Problem is not null)
        {
            return true;
        }

        if (!_known.TryGetValue((topic, what), out var known))
        {
            _known.Add((topic, what), (lane, node.Operator.Member.Name, place));
            return true;
        }

        if (known.Lane.Type.Identity == lane.Type.Identity && known.Lane.Serde.Instance == lane.Serde.Instance)
        {
            return true;
        }

        string type = lane.Type.Display;
        string other = known.Lane.Type.Display;
        _problems.Add(
            DiagnosticIds.TopicTypes,
            place,
            [known.Place],
            [],
            topic,
            what,
            type,
            type == other ? other + "', written with another serde" : other + "'",
            known.Member);
        return false;
    }
}
