namespace GenStreams.State;

/// <summary>
/// How much the record caches of one stream thread may hold back together: Kafka Streams' <c>statestore.cache.max.bytes</c>, divided by
/// the number of threads. Used by that thread only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordCachePool
{
    /// <summary>A pool.</summary>
    /// <param name="limit">The limit in bytes, not negative; 0: nothing is held back, stores have no record cache.</param>
    public RecordCachePool(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        Limit = limit;
    }

    /// <summary>The limit in bytes.</summary>
    public long Limit { get; }

    /// <summary>What is held back, in bytes: keys, values and headers of the changes, and a fixed amount for each.</summary>
    public long Used { get; private set; }

    internal void Add(long bytes) => Used += bytes;
}
