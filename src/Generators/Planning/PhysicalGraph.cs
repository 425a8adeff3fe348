using GenStreams.Generators.Graph;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>The nodes that the operators of a graph become, before they are cut into sub-topologies.</summary>
/// <param name="Graph">The operators.</param>
/// <param name="Nodes">The nodes, upstream first, in the order that numbers sub-topologies.</param>
/// <param name="Groups">The nodes that must be in one sub-topology for another reason than an edge: a join and its table.</param>
/// <param name="Globals">The global tables, by their place in <paramref name="Nodes"/>: how many nodes came before them.</param>
internal sealed record PhysicalGraph(
    StreamGraph Graph,
    List<NodeDraft> Nodes,
    List<(NodeDraft First, NodeDraft Second)> Groups,
    List<(int Place, StreamNode Table)> Globals)
{
    /// <summary>Which node each operator's records leave from, by the operator's index in the graph.</summary>
    public Dictionary<int, NodeDraft> Leaving { get; } = [];

    /// <summary>Partition counts that the user gave, by topic.</summary>
    public Dictionary<TopicPlan, int> Partitions { get; } = [];
}
