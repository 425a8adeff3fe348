namespace GenStreams.State;

/// <summary>
/// Makes the stores of a task: a method for each kind of store, and a subtype for each engine. This one keeps them in memory, as an engine
/// does with kinds that it has no store for.
/// </summary>
internal class StoreFactory : IDisposable
{
    /// <summary>A factory of the engine that keeps stores in memory.</summary>
    public static StoreFactory InMemory { get; } = new();

    /// <summary>A value for each key.</summary>
    public virtual KeyValueBytesStore KeyValue(in StoreContext context, bool keepsOldValues) =>
        new MemoryKeyValueStore(context, keepsOldValues);

    /// <summary>A value for each key in each tumbling or hopping window.</summary>
    public virtual WindowBytesStore Window(in StoreContext context, long retention, long segmentInterval, bool keepsOldValues) =>
        new MemoryWindowStore(context, retention, segmentInterval, keepsOldValues);

    /// <summary>A value for each key in each sliding window, or for each session of each key.</summary>
    public virtual TimeOrderedBytesStore TimeOrdered(in StoreContext context, TimeOrderedRules rules) =>
        new MemoryTimeOrderedStore(context, rules);

    /// <summary>The versions of each key.</summary>
    public virtual VersionedBytesStore Versioned(in StoreContext context, long historyRetention) =>
        new MemoryVersionedStore(context, historyRetention);

    /// <summary>The records of one side of a stream-stream join.</summary>
    public virtual JoinWindowBytesStore JoinWindow(in StoreContext context, long retention) =>
        new MemoryJoinWindowStore(context, retention);

    /// <summary>The records of a left or outer join that have found no partner yet.</summary>
    public virtual OuterJoinBytesStore OuterJoin(in StoreContext context) => new MemoryOuterJoinStore(context);

    /// <summary>The subscriptions of a foreign-key join.</summary>
    public virtual SubscriptionStore Subscription(in StoreContext context) => new MemorySubscriptionStore(context);

    /// <summary>The records that a join with grace holds back.</summary>
    public virtual JoinBuffer JoinBuffer(in StoreContext context, long grace) => new(context, grace);

    /// <summary>The updates that a suppress holds back.</summary>
    public virtual SuppressBuffer Suppress(in StoreContext context, SuppressLimits limits) => new(context, limits);

    /// <summary>Up to which time an operator has emitted the windows that closed.</summary>
    public virtual ProgressStore Progress(in StoreContext context) => new(context);

    /// <summary>Frees what the stores shared; they are disposed of before.</summary>
    public virtual void Dispose()
    {
    }
}
