using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>Operators on two tables.</content>
internal sealed partial class PhysicalGraphBuilder
{
    /// <summary>Each table's changes look the other's rows up; what they make of them comes together again.</summary>
    private NodeDraft AddTableJoin(StreamNode node, JoinModel join, NodeDraft left, NodeDraft right)
    {
        var merge = new NodeDraft(node.Name, node.Name, Title(node), new TableMergeWork(join.Store), node.Output, node.Output);
        AddSide("-join-this", left, right, fromLeft: true).ForwardTo(merge);
        AddSide("-join-other", right, left, fromLeft: false).ForwardTo(merge);
        return Keep(merge);

        NodeDraft AddSide(string suffix, NodeDraft changed, NodeDraft other, bool fromLeft)
        {
            var view = new TableViewPlan("", other.Output.Key, other.Output.Value, []);
            var work = new TableSideJoinWork(join.Member.Method!, join.Kind, fromLeft, view);
            string title = $"{Title(node)}: a change of the {(fromLeft ? "left" : "right")}";
            var side = Below(changed, new NodeDraft(node.Name + suffix, node.Name, title, work, changed.Output, node.Output));
            side.Table = other;
            _physical.Groups.Add((other, side));
            return side;
        }
    }

    /// <summary>Makes records for groups, which go through the topics that the aggregations below ask for.</summary>
    private NodeDraft AddTableGroup(int index, StreamNode node)
    {
        var table = InputOf(index, 0);
        var records = new EdgeType(EdgeKind.Stream, node.Output.Key, RawLane.Type);
        var work = new TableGroupWork(node.Operator.Member.Method!);
        return Below(table, new NodeDraft(node.Name, node.Name, Title(node), work, table.Output, records));
    }

    /// <summary>Writes changes to a repartition topic and reads them back.</summary>
    private NodeDraft AddChangeTopic(NodeDraft group, RepartitionTopic repartition, EdgeType grouped)
    {
        var topic = new TopicPlan(repartition.Topic, IsInternal: true);
        var sink = new RepartitionWork(topic, Partitioner: null, DropsNullKeys: false);
        Below(group, new NodeDraft(
            repartition.Topic + "-sink",
            repartition.Member,
            $"To {repartition.Topic}",
            sink,
            group.Output,
            group.Output with { Kind = EdgeKind.None }));
        var source = new SourceWork(topic, OffsetReset.Earliest) { Content = SourceContent.Changes };
        return Keep(new NodeDraft(
            repartition.Topic + "-source", repartition.Member, $"Source: {repartition.Topic}", source, grouped, grouped));
    }

    private static TableAggregateWork TableAggregateOf(StreamNode node)
    {
        var method = node.Operator.Member.Method;
        return node.Operator switch
        {
            CountModel count => new TableAggregateWork(AggregateKind.Count, null, null, null, count.Store ?? node.Name),
            ReduceModel reduce => new TableAggregateWork(AggregateKind.Reduce, method, reduce.Subtractor, null, reduce.Store ?? node.Name),
            AggregateModel aggregate => new TableAggregateWork(
                AggregateKind.Aggregate, method, aggregate.Subtractor, aggregate.Initializer, aggregate.Store ?? node.Name),
            _ => throw new InvalidOperationException($"{node.Operator.GetType().Name} does not aggregate."),
        };
    }
}
