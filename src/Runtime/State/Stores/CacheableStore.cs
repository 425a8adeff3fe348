using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A store of one value for a key that can have a record cache.</summary>
/// <remarks>
/// With a record cache, changes are in the store at once, but neither the changelog nor what follows in the graph gets them before
/// <see cref="TryTakeChange"/> takes them, one for each key that changed. Not thread-safe. Whoever uses a span of the store keeps the
/// store alive meanwhile.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CacheableStore : QueryableStore
{
    private readonly RecordCacheBudget? _cache;

    private protected CacheableStore(in StoreContext context)
        : base(context.Name) => _cache = context.Cache is { Limit: > 0 } ? context.Cache : null;

    /// <summary>Whether changes are held back until <see cref="TryTakeChange"/> takes them; else the changelog gets each at once.</summary>
    public bool IsCached => _cache != null;

    /// <summary>
    /// Whether the stores of the thread hold back more than allowed, or this one changes that must not wait: who has just changed this
    /// store then flushes it (takes all changes).
    /// </summary>
    public bool CacheIsFull => _cache is { IsExceeded: true } || IsFlushDue;

    /// <summary>What the record cache may hold back; null when there is none.</summary>
    private protected RecordCacheBudget? Cache => _cache;

    /// <summary>Whether changes are held back that must not wait.</summary>
    private protected bool IsFlushDue { get; set; }

    /// <summary>Sets the value of a key. <paramref name="key"/> and <paramref name="value"/> may lie in this store.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="record">The record that is processed: its headers and where it came from go on with the change when it was held back.</param>
    public abstract void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null);

    /// <summary>Deletes a key.</summary>
    /// <param name="key">The key, which may lie in this store.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="record">The record that is processed: its headers and where it came from go on with the change when it was held back.</param>
    /// <returns>
    /// Whether it was there. The changelog gets the deletion in any case; only a record cache drops one of a key that was not there at the
    /// last flush either.
    /// </returns>
    public abstract bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null);

    /// <summary>
    /// Takes the next held back change, in the order of each key's last change, and appends it to the changelog. A key that was added and
    /// deleted since the last flush is skipped. The store may be written to between calls: a key that changes again comes again.
    /// </summary>
    /// <param name="change">The change; its spans are valid until the store is next written to, or the next change is taken.</param>
    /// <returns>Whether there was one.</returns>
    public abstract bool TryTakeChange(out KeyValueChange change);
}
