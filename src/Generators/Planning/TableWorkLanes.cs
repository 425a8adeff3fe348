using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>As <see cref="WorkLanes"/>, for work on tables and with stores.</summary>
internal static class TableWorkLanes
{
    public static void Describe(NodeDraft node, LaneDraft key, LaneDraft value, LaneDraft old)
    {
        switch (node.Work)
        {
            case TableWork work:
                key.Uses = work.Store is null ? Forms.Presence : Forms.Bytes;
                key.Refines = true;
                value.Uses = work.Store is null ? Forms.None : Forms.Bytes;
                MakesOld(old);
                break;
            case AggregateWork work:
                WorkLanes.Reads(work.Method, node);
                key.Uses |= Forms.Bytes;
                key.Refines = true;
                value.Uses |= work.Window is null or Model.SlidingWindowModel ? Forms.Presence : Forms.None;
                WorkLanes.Makes(value, Forms.Decoded | Forms.Bytes);
                MakesOld(old);

                // Rows that are over are deleted.
                value.MakesNull |= (node.Into ?? node).Rows.Retention is not null;
                if (work.Window is not null)
                {
                    WorkLanes.ReadsKey(work.Merger, node);
                    WorkLanes.Makes(key, Forms.Bytes);

                    // Sessions that have gone into another are deleted.
                    value.MakesNull |= work.Window is Model.SessionWindowModel;

                    // The first value of a window is its first aggregate, null too, which deletes.
                    value.MakesNull |= work.Kind == AggregateKind.Reduce;
                }

                break;
            case TableFilterWork work:
                WorkLanes.Reads(work.Method, node);
                key.Refines = value.Refines = false;
                value.MakesNull = true;
                UsesStore(work.Store, key, value, old);
                if (work is { SuppressesAbsent: true, Store: null })
                {
                    old.Uses = value.Uses;
                }

                break;
            case TableMapValuesWork work:
                WorkLanes.Reads(work.Method, node);
                key.Refines = value.Refines = false;
                MakesMapped(value, WorkLanes.ResultForm(work.Method));
                MakesMapped(old, WorkLanes.ResultForm(work.Method));
                if (work.Store is not null)
                {
                    key.Uses |= Forms.Bytes;
                    value.Makes |= Forms.Bytes;
                    MakesOld(old);
                }

                break;
            case SuppressWork:
                key.Uses = value.Uses = old.Uses = Forms.Bytes;
                GivesBack(key);
                GivesBack(value);
                GivesBack(old);
                value.MakesNull = old.MakesNull = true;
                break;
            case JoinBufferWork work:
                key.Uses = value.Uses = Forms.Bytes;
                GivesBack(key);
                GivesBack(value);
                key.MakesNull = work.IsLeft;
                break;
            case TableJoinWork work:
                WorkLanes.Reads(work.Method, node);
                key.Uses |= work.Table.KeyForms(key);
                Joins(work.IsLeft, work.Method, key, value);
                break;
            case GlobalTableJoinWork work:
                WorkLanes.Reads(work.KeySelector, node);
                WorkLanes.Reads(work.Method, node);
                if (work.KeySelector is null)
                {
                    key.Uses |= LookupForm(key, work.Key);
                }

                Joins(work.IsLeft || work.KeySelector is not null, work.Method, key, value);
                break;
            case TableSideJoinWork work:
                TableJoinLanes.Describe(work, key, value, old);
                break;
            case TableGroupWork work:
                GroupedTableLanes.Describe(work, key, value, old);
                break;
            case TableAggregateWork work:
                GroupedTableLanes.Describe(work, key, value, old);
                break;
            case ForeignKeySubscribeWork or ForeignKeyAnswerWork or ForeignKeyTellWork or ForeignKeyResolveWork:
                ForeignKeyLanes.Describe(node);
                break;
            case TableMergeWork work:
                TableJoinLanes.Describe(work, key, value);
                break;
            default:
                throw new InvalidOperationException($"{node.Work.GetType().Name} has no lanes.");
        }
    }

    /// <summary>The form of the stream's key that a table's key is made of.</summary>
    public static Forms LookupForm(LaneDraft key, Model.LaneType table) =>
        LaneCarriage.Between(key.InType, table) == Carriage.Decoded ? Forms.Decoded : Forms.Bytes;

    private static void Joins(bool keepsNullKeys, Model.MethodModel method, LaneDraft key, LaneDraft value)
    {
        key.Refines |= !keepsNullKeys;
        value.Uses |= Forms.Presence;
        WorkLanes.Makes(value, WorkLanes.ResultForm(method));
    }

    private static void UsesStore(string? store, LaneDraft key, LaneDraft value, LaneDraft old)
    {
        if (store is not null)
        {
            key.Uses |= Forms.Bytes;
            value.Uses |= Forms.Bytes;
            MakesOld(old);
        }
    }

    /// <summary>What leaves a buffer is the bytes that went in.</summary>
    private static void GivesBack(LaneDraft lane)
    {
        lane.Passes = false;
        lane.Makes = Forms.Bytes;
    }

    private static void MakesMapped(LaneDraft lane, Forms forms)
    {
        WorkLanes.Makes(lane, forms);
        lane.MakesNull = true;
    }

    /// <summary>The old value is what the node's store has before the change; decoded, since the store's memory is reused.</summary>
    private static void MakesOld(LaneDraft old)
    {
        old.Passes = false;
        old.Makes = Forms.Decoded;
        old.MakesNull = true;
    }
}
