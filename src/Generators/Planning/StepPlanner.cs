using GenStreams.Generators.Collections;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Lists the places in a sub-topology's code that can throw.</summary>
internal static class StepPlanner
{
    public static EquatableArray<StepPlan> Plan(List<NodeDraft> nodes)
    {
        var steps = new List<StepPlan>();
        var unread = new HashSet<NodeDraft>(nodes.SelectMany(node => node.Unread));
        foreach (var node in nodes.Where(node => !unread.Contains(node)))
        {
            foreach (var lane in node.Lanes.All)
            {
                if ((lane.Needed & Forms.Decoded) != 0 || (lane.InType.Type.IsRaw && lane.Needed != Forms.None))
                {
                    Add(steps, lane.InOrigin);
                }
            }

            if (node.Work is SourceWork source)
            {
                AddChecks(steps, node, source);
            }

            if (node.Work is SourceWork { Timestamps.Extractor: not null })
            {
                Add(steps, new StepPlan(node.Member, StepKind.DeserializeKey));
                Add(steps, new StepPlan(node.Member, StepKind.DeserializeValue));
                Add(steps, new StepPlan(node.Member, StepKind.Process));
            }

            foreach (string member in WorkersOf(node))
            {
                Add(steps, new StepPlan(member, StepKind.Process));
            }

            if (Serializes(node))
            {
                Add(steps, new StepPlan(node.Member, StepKind.Serialize));
            }
        }

        return steps.ToEquatableArray();
    }

    private static void AddChecks(List<StepPlan> steps, NodeDraft node, SourceWork source)
    {
        if (source.Checks(node.Lanes.Key.InType))
        {
            Add(steps, new StepPlan(node.Member, StepKind.DeserializeKey));
        }

        if (source.Content != SourceContent.Values || source.Checks(node.Lanes.Value.InType))
        {
            Add(steps, new StepPlan(node.Member, StepKind.DeserializeValue));
        }
    }

    private static void Add(List<StepPlan> steps, StepPlan step)
    {
        if (!steps.Contains(step))
        {
            steps.Add(step);
        }
    }

    private static IEnumerable<string> WorkersOf(NodeDraft node) => node.Work switch
    {
        SourceWork or PassWork or EmitWork or JoinedWork or TableMergeWork { Store: null } => [],
        SplitWork split => split.Branches.Where(branch => branch.Predicate is not null).Select(branch => branch.Member),
        SinkWork { Sink: { TopicSelector: null, Partitioner: null } } or RepartitionWork { Partitioner: null } => [],
        _ => [node.Member],
    };

    private static bool Serializes(NodeDraft node) =>
        node.Work is SinkWork or RepartitionWork or AggregateWork or TableAggregateWork or TableGroupWork or TableMapValuesWork { Store: not null }
            or GlobalTableJoinWork { KeySelector: not null }
            or ForeignKeySubscribeWork or ForeignKeyAnswerWork or ForeignKeyResolveWork
        || node.Lanes.All.Any(lane => MakesBytes(node, lane));

    private static bool MakesBytes(NodeDraft node, LaneDraft lane) =>
        ((lane.Uses & Forms.Bytes) != 0 && (lane.Entry & Forms.Bytes) == 0)
        || (lane.Shared & Forms.Bytes) != 0
        || (node.Work is TableJoinWork or TableSideJoinWork or GlobalTableJoinWork or JoinSideWork && lane.Kind == LaneKind.Key && (lane.Entry & Forms.Bytes) == 0)
        || node.Outputs.Any(output => MakesBytesFor(output.Lanes[lane.Kind], lane));

    private static bool MakesBytesFor(LaneDraft output, LaneDraft lane) =>
        (output.Entry & Forms.Bytes) != 0
        && (lane.Leaving.Through(LaneCarriage.Between(lane.OutType, output.InType)) & Forms.Bytes) == 0;
}
