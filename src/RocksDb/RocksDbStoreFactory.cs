using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>Makes the stores of a task in its database.</summary>
/// <param name="database">The database; the task's journal closes it.</param>
internal sealed class RocksDbStoreFactory(RocksDbDatabase database) : StoreFactory
{
    /// <inheritdoc/>
    public override KeyValueBytesStore KeyValue(in StoreContext context, bool keepsOldValues) =>
        new RocksDbKeyValueStore(context, Content(context), keepsOldValues);

    /// <inheritdoc/>
    public override WindowBytesStore Window(in StoreContext context, long retention, long segmentInterval, bool keepsOldValues) =>
        new RocksDbWindowStore(context, Content(context), retention, segmentInterval, keepsOldValues);

    /// <inheritdoc/>
    public override TimeOrderedBytesStore TimeOrdered(in StoreContext context, TimeOrderedRules rules) =>
        new RocksDbTimeOrderedStore(context, Content(context), rules);

    /// <inheritdoc/>
    public override VersionedBytesStore Versioned(in StoreContext context, long historyRetention) =>
        new RocksDbVersionedStore(context, Content(context), historyRetention);

    /// <inheritdoc/>
    public override JoinWindowBytesStore JoinWindow(in StoreContext context, long retention) =>
        new RocksDbJoinWindowStore(context, Content(context), retention);

    /// <inheritdoc/>
    public override OuterJoinBytesStore OuterJoin(in StoreContext context) => new RocksDbOuterJoinStore(context, Content(context));

    /// <inheritdoc/>
    public override SubscriptionStore Subscription(in StoreContext context) => new RocksDbSubscriptionStore(context, Content(context));

    // How many there are, the greatest time, the number of the last row.
    private RocksDbContent Content(in StoreContext context) => new(database, database.Family(context.Name), [0, -1, 0, 0]);
}
