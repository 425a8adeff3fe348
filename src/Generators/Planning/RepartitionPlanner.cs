using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Finds where a stream has to be repartitioned: where its key may have changed and an operator finds state by the key. Readers of one
/// stream share a topic, as Kafka Streams' <c>merge.repartition.topics</c> has it, unless the user gave them different names.
/// </summary>
internal sealed class RepartitionPlanner
{
    private readonly StreamGraph _graph;
    private readonly Dictionary<(int Input, string? Name), RepartitionTopic> _topics = [];
    private readonly bool[] _keepsNullKeys;

    public RepartitionPlanner(StreamGraph graph)
    {
        _graph = graph;
        _keepsNullKeys = FindRelaxedJoins(graph);
    }

    /// <summary>The topic that a node has to read its input through; null when it can read the input itself.</summary>
    /// <remarks>Called in the order of declaration: the first reader gives a shared topic its name.</remarks>
    public RepartitionTopic? For(int node, int slot)
    {
        int input = _graph.Nodes[node].Inputs[slot];
        var given = NameOf(node, slot);
        if (given is not var (name, isExplicit) || !_graph.Nodes[input].Facts.HasFlag(NodeFacts.NeedsRepartition))
        {
            return null;
        }

        var key = (input, isExplicit ? name : null);
        if (!_topics.TryGetValue(key, out var topic))
        {
            topic = new RepartitionTopic(name, _graph.Nodes[node].Name);
            _topics.Add(key, topic);
        }

        topic.KeepsNullKeys |= KeepsNullKeys(node);
        return topic;
    }

    /// <summary>Whether records without a key matter to a node: it, or one downstream, is a left join of a stream.</summary>
    public bool KeepsNullKeys(int node) => _keepsNullKeys[node];

    /// <summary>The name for a topic before a node, and whether the user gave it; null when the node does not need the key's partition.</summary>
    private (string Name, bool IsExplicit)? NameOf(int index, int slot)
    {
        var node = _graph.Nodes[index];
        var input = _graph.Nodes[node.Inputs[slot]];
        string? grouped = (input.Operator as GroupByModel)?.TopicName;
        return node.Operator switch
        {
            CountModel count => Named(count.Repartition ?? grouped, count.Store ?? node.Name),
            ReduceModel reduce => Named(reduce.Repartition ?? grouped, reduce.Store ?? node.Name),
            CogroupModel cogroup => Named(cogroup.Repartition ?? grouped, node.Name),
            AggregateModel when slot > 0 => null,
            AggregateModel aggregate => Named(aggregate.Repartition ?? grouped, aggregate.Store ?? node.Name),
            ToTableModel toTable => Named(toTable.Repartition, toTable.Store ?? node.Name),
            JoinModel join when UsesKeyOf(node, slot) => JoinSide(join, node.Name, slot),
            _ => null,
        };
    }

    private static (string, bool) Named(string? explicitName, string otherwise) => (explicitName ?? otherwise, explicitName is not null);

    private static (string, bool) JoinSide(JoinModel join, string member, int slot) =>
        ((join.TopicName ?? member) + (slot == 0 ? "-left" : "-right"), join.TopicName is not null);

    /// <summary>A join with a global table finds its partner by another key, in any partition.</summary>
    private bool UsesKeyOf(StreamNode join, int slot) =>
        _graph.Nodes[join.Inputs[slot]].Output.Kind == EdgeKind.Stream
        && _graph.Nodes[join.Inputs[1]].Output.Kind != EdgeKind.GlobalTable;

    private static bool[] FindRelaxedJoins(StreamGraph graph)
    {
        bool[] found = new bool[graph.Nodes.Count];
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            found[i] |= node.Operator is JoinModel { Kind: not JoinKind.Inner } && graph.Nodes[node.Inputs[0]].Output.Kind == EdgeKind.Stream;
            for (int slot = 0; found[i] && slot < node.Inputs.Count; slot++)
            {
                found[node.Inputs[slot]] |= slot == 0 || graph.Nodes[node.Inputs[slot]].Output.Kind == EdgeKind.Stream;
            }
        }

        return found;
    }
}
