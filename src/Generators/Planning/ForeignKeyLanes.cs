using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>As <see cref="WorkLanes"/>, for the nodes of a foreign-key join. What goes through its topics is made by the runtime.</summary>
internal static class ForeignKeyLanes
{
    public static void Describe(NodeDraft node)
    {
        var (key, value, old) = (node.Lanes.Key, node.Lanes.Value, node.Lanes.Old);
        switch (node.Work)
        {
            case ForeignKeySubscribeWork work:
                WorkLanes.Reads(work.ForeignKey, node);
                old.Uses = value.Uses | Forms.Presence;
                key.Uses |= Forms.Bytes;
                value.Uses |= Forms.Bytes;
                MakesRecord(key, value, old);
                key.MakesNull = work.IsLeft;
                break;
            case ForeignKeyAnswerWork work:
                key.Uses |= Forms.Bytes | work.Right.KeyForms(key);
                value.Uses |= Forms.Bytes;
                MakesRecord(key, value, old);
                break;
            case ForeignKeyTellWork:
                key.Uses |= Forms.Bytes;
                value.Uses |= Forms.Bytes;
                MakesRecord(key, value, old);
                break;
            case ForeignKeyResolveWork work:
                WorkLanes.ReadsKey(work.Method, node);
                key.Uses |= work.Left.KeyForms(key);
                key.Refines = true;
                value.Uses |= Forms.Bytes;
                WorkLanes.Makes(value, WorkLanes.ResultForm(work.Method));
                value.MakesNull = true;
                break;
        }
    }

    private static void MakesRecord(LaneDraft key, LaneDraft value, LaneDraft old)
    {
        foreach (var lane in new[] { key, value, old })
        {
            WorkLanes.Makes(lane, Forms.Bytes);
            lane.MakesNull = false;
        }
    }
}
