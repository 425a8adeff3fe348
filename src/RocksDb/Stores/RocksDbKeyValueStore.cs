using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>A key-value store in RocksDB: a key is a key of its column family.</summary>
internal sealed class RocksDbKeyValueStore : KeyValueBytesStore, IRocksDbStore
{
    private readonly FoundEntry _found = new();
    private readonly CachedEntries _entries;
    private readonly IChangelog? _changelog;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public RocksDbKeyValueStore(in StoreContext context, RocksDbContent content, bool keepsOldValues)
        : base(context)
    {
        Content = content;
        _changelog = context.Changelog;
        _entries = new CachedEntries(content, Cache, keepsOldValues);
    }

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    public override int Count => _entries.Count;

    /// <inheritdoc/>
    public override long AllocatedBytes => _entries.AllocatedBytes;

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry) => _entries.TryGet(key, out entry);

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
    {
        _entries.Put(key, new Bytes(value), timestamp, record);
        if (!IsCached)
        {
            _changelog?.Append(key, new Bytes(value), timestamp);
        }
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
    {
        bool existed = _entries.Put(key, Bytes.Null, timestamp, record);
        if (!IsCached)
        {
            _changelog?.Append(key, Bytes.Null, timestamp);
        }

        return existed;
    }

    /// <inheritdoc/>
    public override bool TryTakeChange(out KeyValueChange change)
    {
        if (!_entries.TryTake(out change))
        {
            return false;
        }

        _changelog?.Append(change.Key, change.NewValue, change.Timestamp);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store holds changes back, which a restored value would contradict.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        if (_entries.HoldsChanges)
        {
            throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
        }

        _entries.Write(key, value, timestamp);
    }

    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        using var cursor = _entries.Cursor();
        FoundEntry.Seek(cursor, key, mode);
        if (!cursor.IsValid)
        {
            found = default;
            return false;
        }

        found = _found.Take(cursor.Key, TimestampedValue.ValueOf(cursor.Value), TimestampedValue.TimestampOf(cursor.Value));
        return true;
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count) => _entries.CopyTo(target, cursor, count);

    /// <inheritdoc/>
    public override void Committed() => Content.Committed();

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        _entries.Forget();
        return Content.TryRollBack();
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        _entries.Forget();
        Content.Load(numbers);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        _entries.Forget();
        Content.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose() => _entries.Dispose();
}
