using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A store of a sub-topology. One subtype for each kind of store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record StoreDescriptor
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The topic that the store is restored from: its own changelog, or the source topic that serves as one; null when its changes are
    /// not logged.
    /// </summary>
    public TopicName? Changelog { get; init; }

    /// <summary>Whether an engine that keeps only such stores on disk keeps this one there.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>What its own changelog keeps.</summary>
    internal virtual ChangelogRetention Retention => new(ChangelogRetentionKind.Latest);

    /// <summary>Whether its content can be queried.</summary>
    internal virtual bool IsQueryable => true;

    /// <summary>Makes the store, empty.</summary>
    /// <param name="factory">Makes the stores of the task.</param>
    /// <param name="changelog">Where its changes go; null when they are not logged.</param>
    /// <param name="cache">How much the cached stores of the thread may hold back together; null: none is cached.</param>
    /// <param name="keepsUndo">Whether it is to be able to take back what was done since the last commit.</param>
    internal StateStore Create(StoreFactory factory, IChangelog? changelog, RecordCacheBudget? cache, bool keepsUndo = false) =>
        Create(factory, new StoreContext(Name, changelog, cache, keepsUndo) { IsPersistent = IsPersistent });

    /// <summary>Makes the store, empty.</summary>
    private protected abstract StateStore Create(StoreFactory factory, in StoreContext context);

    /// <summary>What a store gets that may be cached.</summary>
    private protected static StoreContext Cached(in StoreContext context, bool caching) =>
        caching ? context : context with { Cache = null };
}
