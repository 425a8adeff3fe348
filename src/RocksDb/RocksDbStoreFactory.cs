using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>Makes the stores of a task in its database.</summary>
/// <param name="database">The database; the task's journal closes it.</param>
/// <param name="persistentOnly">Whether only stores that are declared persistent are there, and all others in memory.</param>
internal sealed class RocksDbStoreFactory(RocksDbDatabase database, bool persistentOnly) : StoreFactory
{
    /// <inheritdoc/>
    public override KeyValueBytesStore KeyValue(in StoreContext context, bool keepsOldValues) => IsHere(context)
        ? new RocksDbKeyValueStore(context, Content(context), keepsOldValues)
        : base.KeyValue(context, keepsOldValues);

    /// <inheritdoc/>
    public override WindowBytesStore Window(in StoreContext context, long retention, long segmentInterval, bool keepsOldValues) => IsHere(context)
        ? new RocksDbWindowStore(context, Content(context), retention, segmentInterval, keepsOldValues)
        : base.Window(context, retention, segmentInterval, keepsOldValues);

    /// <inheritdoc/>
    public override TimeOrderedBytesStore TimeOrdered(in StoreContext context, TimeOrderedRules rules) => IsHere(context)
        ? new RocksDbTimeOrderedStore(context, Content(context), rules)
        : base.TimeOrdered(context, rules);

    /// <inheritdoc/>
    public override VersionedBytesStore Versioned(in StoreContext context, long historyRetention) => IsHere(context)
        ? new RocksDbVersionedStore(context, Content(context), historyRetention)
        : base.Versioned(context, historyRetention);

    /// <inheritdoc/>
    public override JoinWindowBytesStore JoinWindow(in StoreContext context, long retention) => IsHere(context)
        ? new RocksDbJoinWindowStore(context, Content(context), retention)
        : base.JoinWindow(context, retention);

    /// <inheritdoc/>
    public override OuterJoinBytesStore OuterJoin(in StoreContext context) => IsHere(context)
        ? new RocksDbOuterJoinStore(context, Content(context))
        : base.OuterJoin(context);

    /// <inheritdoc/>
    public override SubscriptionStore Subscription(in StoreContext context) => IsHere(context)
        ? new RocksDbSubscriptionStore(context, Content(context))
        : base.Subscription(context);

    private bool IsHere(in StoreContext context) => !persistentOnly || context.IsPersistent;

    // How many there are, the greatest time, the number of the last row.
    private RocksDbContent Content(in StoreContext context) => new(database, database.Family(context.Name), [0, -1, 0, 0]);
}
