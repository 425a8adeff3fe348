using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Plans joins of two streams: a node for each side, one behind both, and the stores, with the names that Kafka Streams gives them.</summary>
internal static class StreamJoinPlanner
{
    /// <summary>What the sides of a join share.</summary>
    /// <param name="node">The join.</param>
    /// <param name="left">What comes in on the left.</param>
    /// <param name="right">What comes in on the right.</param>
    public static StreamJoinPlan PlanOf(StreamNode node, EdgeType left, EdgeType right)
    {
        var join = (JoinModel)node.Operator;
        var stores = StreamJoinNames.StoresOf(join).ToList();
        return new StreamJoinPlan(
            node.Name,
            join.Member.Method!,
            join.Kind,
            left.Key,
            left.Value,
            right.Value,
            (JoinWindowModel)join.Member.Window!,
            stores[0],
            stores[1],
            stores.ElementAtOrDefault(2));
    }

    /// <summary>The node of a side.</summary>
    public static NodeDraft SideOf(StreamNode node, StreamJoinPlan plan, bool isLeft, NodeDraft upstream, string title)
    {
        string name = node.Name + StreamJoinNames.SideOf(plan.Kind, isLeft);
        return new NodeDraft(name, node.Name, $"{title}: the {(isLeft ? "left" : "right")} side", new JoinSideWork(plan, isLeft), upstream.Output, node.Output);
    }

    /// <summary>The stores of the joins among some nodes.</summary>
    public static IEnumerable<StorePlan> StoresOf(List<NodeDraft> nodes) =>
        nodes.SelectMany(node => node.Work is JoinedWork { Join: var join } ? StoresOf(join, node.Index) : []);

    private static IEnumerable<StorePlan> StoresOf(StreamJoinPlan join, int node)
    {
        var window = join.Window;

        // Of a window of length 0 the records of the last millisecond are kept, which join with those of equal time.
        var kind = new JoinWindowKind(Math.Max(1, window.Retention ?? window.Before + window.After + window.Grace));
        yield return StoreOf(join.LeftStore, join, join.Left, node, kind);
        yield return StoreOf(join.RightStore, join, join.Right, node, kind);
        if (join.UnjoinedStore is { } unjoined)
        {
            yield return StoreOf(unjoined, join, join.Left, node, new OuterJoinKind());
        }
    }

    private static StorePlan StoreOf(string name, StreamJoinPlan join, LaneType value, int node, StoreKind kind) => new(
        name,
        join.Member,
        new TopicPlan(name + "-changelog", IsInternal: true),
        Caching: false,
        KeepsOldValues: false,
        join.Key,
        value,
        node)
    {
        Kind = kind,
    };
}
