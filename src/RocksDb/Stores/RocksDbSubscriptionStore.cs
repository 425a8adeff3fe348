using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>The subscriptions of a foreign-key join in RocksDB: a key of the column family is that of the changelog.</summary>
internal sealed class RocksDbSubscriptionStore : SubscriptionStore, IRocksDbStore
{
    private readonly CachedEntries _entries;
    private readonly IChangelog? _changelog;
    private RocksDbCursor _cursor;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    public RocksDbSubscriptionStore(in StoreContext context, RocksDbContent content)
        : base(context)
    {
        Content = content;
        _changelog = context.Changelog;
        _entries = new CachedEntries(content, cache: null, keepsOldValues: false);
    }

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    public override int Count => _entries.Count;

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        Close();
        _entries.Write(key, value, timestamp);
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count) => _entries.CopyTo(target, cursor, count);

    /// <inheritdoc/>
    public override void Committed()
    {
        Close();
        Content.Committed();
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        Close();
        _entries.Forget();
        return Content.TryRollBack();
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        Close();
        _entries.Forget();
        Content.Load(numbers);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Close();
        _entries.Forget();
        Content.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Close();
        _entries.Dispose();
    }

    /// <inheritdoc/>
    internal override bool MoveNext(ref SubscriptionCursor cursor)
    {
        if (cursor.Position++ > 0)
        {
            _cursor.MoveNext();
        }

        if (!_cursor.IsValid || !_cursor.Key.StartsWith(cursor.Prefix))
        {
            return false;
        }

        cursor.Subscription = TimestampedValue.ValueOf(_cursor.Value);
        return true;
    }

    private protected override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> subscription, long timestamp) =>
        Change(key, new Bytes(subscription), timestamp);

    private protected override void Delete(ReadOnlySpan<byte> key, long timestamp) => Change(key, Bytes.Null, timestamp);

    private protected override SubscriptionCursor From(ReadOnlySpan<byte> prefix)
    {
        Close();
        _cursor = _entries.Cursor();
        _cursor.MoveTo(prefix);
        return new SubscriptionCursor(this, prefix, position: 0);
    }

    private void Change(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        Close();
        _entries.Write(key, value, timestamp);
        _changelog?.Append(key, value, timestamp);
    }

    private void Close()
    {
        _cursor.Dispose();
        _cursor = default;
    }
}
