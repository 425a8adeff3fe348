using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Decides for every edge in which forms key and value travel. First it asks, from the sinks upward, what is needed; then, from the
/// sources downward, what is at hand. A form is made where it is first needed, and once: before a fan-out when several outputs need it.
/// </summary>
internal static class LanePlanner
{
    private static readonly LaneKind[] Kinds = [LaneKind.Key, LaneKind.Value, LaneKind.Old];

    /// <param name="nodes">The nodes of a sub-topology, upstream first.</param>
    public static void Plan(List<NodeDraft> nodes)
    {
        foreach (var node in nodes)
        {
            SetTypes(node);
            WorkLanes.Describe(node);
        }

        foreach (var node in nodes)
        {
            SourceReading.NoteFirstReads(node);
        }

        foreach (var node in Enumerable.Reverse(nodes))
        {
            foreach (var kind in Kinds)
            {
                AskBelow(node, node.Lanes[kind]);
            }
        }

        foreach (var node in nodes)
        {
            foreach (var kind in Kinds)
            {
                Enter(node, node.Lanes[kind]);
                Leave(node, node.Lanes[kind]);
            }
        }
    }

    private static void SetTypes(NodeDraft node)
    {
        node.Lanes.Key.InType = node.Input.Key;
        node.Lanes.Key.OutType = node.Output.Key;
        node.Lanes.Value.InType = node.Lanes.Old.InType = node.Input.Value;
        node.Lanes.Value.OutType = node.Lanes.Old.OutType = node.Output.Value;
    }

    private static void AskBelow(NodeDraft node, LaneDraft lane)
    {
        foreach (var output in node.Outputs)
        {
            lane.NeededBelow |= NeededBy(output, lane);
        }

        if (lane is { Kind: LaneKind.Old, NeededBelow: not Forms.None } && node.Work is TableMapValuesWork { Store: null } or TableSideJoinWork)
        {
            // A new value is always mapped, an old one only for those who ask.
            lane.Uses |= node.Lanes.Value.Uses;
        }

        lane.Needed = lane.Uses | (lane.Passes ? lane.NeededBelow.Before(lane.Carriage) : Forms.None);
    }

    private static Forms NeededBy(NodeDraft output, LaneDraft lane)
    {
        var next = output.Lanes[lane.Kind];
        return next.Needed.Before(LaneCarriage.Between(lane.OutType, next.InType));
    }

    private static void Enter(NodeDraft node, LaneDraft lane)
    {
        // What comes from a topic, or from a store when its cache is flushed, comes as bytes.
        bool fromBytes = node.Work is SourceWork or ChangesWork;
        if (node.Work is EmitWork emit)
        {
            // What a method emits comes as objects.
            lane.InMayBeNull = lane.Kind == LaneKind.Key ? emit.KeyMayBeNull : emit.ValueMayBeNull;
            lane.InOrigin = new StepPlan(node.Member, StepKind.Process);
            lane.Entry = Choose(lane, Forms.Decoded, Forms.Decoded);
            return;
        }

        var atEntry = SourceReading.ReadsAhead(node, lane) ? Forms.Bytes | Forms.Decoded : Forms.Bytes;
        var everywhere = fromBytes ? atEntry : Forms.Bytes | Forms.Decoded;
        var somewhere = fromBytes ? atEntry : Forms.None;
        lane.InMayBeNull = node.Work is SourceWork;
        foreach (var input in node.Inputs)
        {
            var before = input.Lanes[lane.Kind];
            var forms = before.Leaving.Through(LaneCarriage.Between(before.OutType, lane.InType));
            everywhere &= forms;
            somewhere |= forms;
            lane.InMayBeNull |= before.OutMayBeNull;
        }

        lane.InOrigin = OriginOf(node, lane);
        lane.Entry = Choose(lane, everywhere, somewhere);
    }

    /// <summary>What callers pass: what is needed, as far as any has it; those that lack it make it. Else what all have.</summary>
    private static Forms Choose(LaneDraft lane, Forms everywhere, Forms somewhere)
    {
        var needed = lane.Needed & (Forms.Bytes | Forms.Decoded);
        if (needed == Forms.None)
        {
            return lane.InMayBeNull ? lane.Needed & Forms.Presence : Forms.None;
        }

        var chosen = needed & somewhere;
        return chosen != Forms.None ? chosen : everywhere != Forms.None ? everywhere : needed;
    }

    private static void Leave(NodeDraft node, LaneDraft lane)
    {
        lane.Leaving = lane.Passes
            ? (lane.Entry | (lane.Uses & ~Forms.Presence) | ForcedBy(lane)).Through(lane.Carriage)
            : lane.Makes;
        lane.OutMayBeNull = lane.MakesNull || (lane.Passes && lane.InMayBeNull && !lane.Refines);
        lane.OutOrigin = lane.Passes ? lane.InOrigin : new StepPlan(node.Member, StepKind.Process);
        if (node.Work is SplitWork)
        {
            // Only one of its outputs gets the record.
            return;
        }

        // What passes by a loop is read as often as the loop runs.
        int weight = lane.Passes && node.Work is FlatMapWork or FlatMapValuesWork ? 2 : 1;
        foreach (var form in new[] { Forms.Bytes, Forms.Decoded })
        {
            if ((lane.Leaving & form) == 0 && node.Outputs.Count(output => (NeededBy(output, lane) & form) != 0) * weight > 1)
            {
                lane.Shared |= form;
            }
        }

        lane.Leaving |= lane.Shared;
    }

    private static Forms ForcedBy(LaneDraft lane) => lane.NeededBelow == Forms.None || lane.Carriage == Carriage.AsIs
        ? Forms.None
        : lane.NeededBelow.Before(lane.Carriage);

    private static StepPlan OriginOf(NodeDraft node, LaneDraft lane)
    {
        if (node.Work is SourceWork)
        {
            return new StepPlan(node.Member, lane.Kind == LaneKind.Key ? StepKind.DeserializeKey : StepKind.DeserializeValue);
        }

        if (node.Work is ChangesWork or PunctuateWork)
        {
            return new StepPlan(node.Member, StepKind.Process);
        }

        var first = node.Inputs[0].Lanes[lane.Kind].OutOrigin;
        bool isOne = node.Inputs.All(input => input.Lanes[lane.Kind].OutOrigin == first);
        return isOne ? first : first with { Member = node.Member };
    }
}
