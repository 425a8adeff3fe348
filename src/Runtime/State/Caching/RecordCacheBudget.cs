namespace GenStreams.State;

/// <summary>What the record caches of one task hold back, out of the pool of the thread that has the task.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RecordCacheBudget
{
    private RecordCachePool _pool;

    /// <summary>A task's share of a thread's pool.</summary>
    public RecordCacheBudget(RecordCachePool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        _pool = pool;
    }

    /// <summary>A task's budget of its own.</summary>
    /// <param name="limit">The limit in bytes, not negative; 0: nothing is held back, stores have no record cache.</param>
    public RecordCacheBudget(long limit)
        : this(new RecordCachePool(limit))
    {
    }

    /// <summary>The limit of the pool in bytes.</summary>
    public long Limit => _pool.Limit;

    /// <summary>What the task holds back, in bytes.</summary>
    public long Used { get; private set; }

    /// <summary>Whether more is held back than allowed, by all tasks of the thread together.</summary>
    public bool IsExceeded => _pool.Used > _pool.Limit;

    /// <summary>Lets the task go to another thread.</summary>
    /// <param name="pool">That thread's pool.</param>
    /// <exception cref="InvalidOperationException">The task holds changes back.</exception>
    public void MoveTo(RecordCachePool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (Used != 0)
        {
            throw new InvalidOperationException($"The record caches of the task hold {Used} bytes back; flush them before the task moves.");
        }

        _pool = pool;
    }

    internal void Add(long bytes)
    {
        Used += bytes;
        _pool.Add(bytes);
    }
}
