using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// A key-value store in RocksDB that keeps the versions of each key as far back as its history reaches. The latest version of a key is found by the key;
/// those that later ones have followed lie in segments of the time at which they ceased to be valid, and go by ranges of it.
/// </summary>
internal sealed class RocksDbVersionedStore : VersionedBytesStore, IRocksDbStore
{
    private const int CountNumber = 0;
    private const int TimeNumber = 1;
    private const byte LatestMark = 0;
    private const byte HistoryMark = 1;

    /// <summary>How many segments a history has: as many may have to be looked into for a version.</summary>
    private const int Parts = 3;

    private readonly FoundEntry _found = new();
    private readonly KeyWriter _key = new();
    private readonly KeyWriter _history = new();
    private readonly KeyWriter _prefix = new();
    private readonly SegmentPurge _purge;
    private readonly IChangelog? _changelog;
    private readonly long _retention;
    private readonly long _interval;
    private byte[] _row = new byte[64];
    private byte[] _moved = new byte[64];

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    /// <param name="historyRetention">Milliseconds for which versions are kept that later ones have followed, at least 0.</param>
    public RocksDbVersionedStore(in StoreContext context, RocksDbContent content, long historyRetention)
        : base(context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(historyRetention);
        Content = content;
        _changelog = context.Changelog;
        _retention = historyRetention;
        _interval = Math.Max(1, historyRetention / Parts);
        _purge = new SegmentPurge(content, [HistoryMark]);
    }

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    /// <remarks>Those whose latest version is a deletion are not counted.</remarks>
    public override int Count => (int)Content.Numbers[CountNumber];

    private long StreamTime => Content.Numbers[TimeNumber];

    private long HistoryBegin => Math.Max(0, StreamTime - _retention);

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        if (TryGetLatest(key, out var latest) && !latest.Value.IsNull)
        {
            entry = new KeyValueEntry(latest.Value.Span, latest.ValidFrom);
            return true;
        }

        entry = default;
        return false;
    }

    /// <inheritdoc/>
    public override bool TryGetAsOf(ReadOnlySpan<byte> key, long asOf, out VersionedEntry entry)
    {
        entry = default;
        if (!TryGetLatest(key, out var version))
        {
            return false;
        }

        if (version.ValidFrom > asOf && (asOf < StreamTime - _retention || !TryFindInHistory(key, asOf, out version)))
        {
            return false;
        }

        if (version.Value.IsNull)
        {
            return false;
        }

        entry = new VersionedEntry(version.Value.Span, version.ValidFrom, version.ValidTo);
        return true;
    }

    /// <inheritdoc/>
    public override VersionedPut Put(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (timestamp < StreamTime - _retention)
        {
            return VersionedPut.Expired;
        }

        var result = Insert(key, value, timestamp);
        _changelog?.Append(key, value, timestamp);
        return result;
    }

    /// <inheritdoc/>
    /// <remarks>A version that is older than the history is taken when it is the latest of its key, which never expires.</remarks>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        if (timestamp >= StreamTime - _retention || !TryGetLatest(key, out var latest) || latest.ValidFrom <= timestamp)
        {
            Insert(key, value, timestamp);
        }
    }

    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        using var rows = Content.Family.Cursor();
        var from = key.IsNull && mode.IsDescending
            ? _history.Begin().Byte(HistoryMark).Key
            : _history.Begin().Byte(LatestMark).Bytes(key.Span).Key;
        for (FoundEntry.Seek(rows, new Bytes(from), mode); rows.IsValid && rows.Key[0] == LatestMark; FoundEntry.Move(rows, mode))
        {
            var latest = new VersionRow(rows.Value);
            if (!latest.Value.IsNull)
            {
                found = _found.Take(rows.Key[1..], latest.Value.Span, latest.ValidFrom);
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <inheritdoc/>
    /// <remarks>The latest versions first: the others are then taken as history.</remarks>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var rows = Content.Family.Cursor();
        rows.MoveBehind(cursor);
        for (; count > 0 && rows.IsValid; count--)
        {
            var key = rows.Key;
            var version = new VersionRow(rows.Value);
            bool isLatest = key[0] == LatestMark;
            if (isLatest || version.ValidTo > HistoryBegin)
            {
                target.Append(isLatest ? key[1..] : key[(1 + sizeof(long) + sizeof(int))..^sizeof(long)], version.Value, version.ValidFrom);
            }

            cursor.Key = key;
            rows.MoveNext();
        }

        return count == 0;
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Content.Committed();
        _purge.Committed(HistoryBegin / _interval);
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        _purge.Reset();
        return Content.TryRollBack();
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        _purge.Reset();
        Content.Load(numbers);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        _purge.Reset();
        Content.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private bool TryGetLatest(ReadOnlySpan<byte> key, out VersionRow latest)
    {
        bool isThere = Content.Family.TryGet(LatestKey(key), out var stored);
        latest = new VersionRow(stored);
        return isThere;
    }

    private VersionedPut Insert(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        Content.Numbers[TimeNumber] = Math.Max(StreamTime, timestamp);
        bool isThere = TryGetLatest(key, out var latest);
        if (isThere && latest.ValidFrom > timestamp)
        {
            InsertIntoHistory(key, value, timestamp, latest.ValidFrom);
            return VersionedPut.History;
        }

        if (isThere && latest.ValidFrom < timestamp)
        {
            PutHistory(key, latest.Value, latest.ValidFrom, timestamp);
        }

        Content.Numbers[CountNumber] += (value.IsNull ? 0 : 1) - (isThere && !latest.Value.IsNull ? 1 : 0);
        Content.Family.Put(LatestKey(key), VersionRow.Write(ref _row, value, timestamp, VersionedEntry.StillValid));
        return VersionedPut.Latest;
    }

    /// <summary>Puts a version before others: the one that was valid then ceases to be valid earlier.</summary>
    private void InsertIntoHistory(ReadOnlySpan<byte> key, Bytes value, long timestamp, long latestFrom)
    {
        long validTo = latestFrom;
        if (TryFindInHistory(key, timestamp, out var before))
        {
            validTo = before.ValidTo;
            if (before.ValidFrom < timestamp)
            {
                // Copied: what it is read from goes.
                var moved = VersionRow.Write(ref _moved, before.Value, before.ValidFrom, timestamp);
                Content.Family.Delete(HistoryKey(key, before.ValidFrom, validTo));
                Content.Family.Put(HistoryKey(key, before.ValidFrom, timestamp), moved);
            }
        }
        else
        {
            validTo = Math.Min(validTo, FirstAfter(key, timestamp));
        }

        PutHistory(key, value, timestamp, validTo);
    }

    private void PutHistory(ReadOnlySpan<byte> key, Bytes value, long validFrom, long validTo)
    {
        if (validTo >= HistoryBegin)
        {
            Content.Family.Put(HistoryKey(key, validFrom, validTo), VersionRow.Write(ref _row, value, validFrom, validTo));
        }
    }

    /// <summary>Finds the version of the history that was valid at a time.</summary>
    private bool TryFindInHistory(ReadOnlySpan<byte> key, long asOf, out VersionRow version)
    {
        bool isFound = false;
        using (var rows = Content.Family.Cursor())
        {
            for (long segment = Math.Max(asOf, 0) / _interval; segment <= StreamTime / _interval && !isFound; segment++)
            {
                var prefix = _prefix.Begin().Byte(HistoryMark).Int64(segment).Counted(key).Key;
                rows.MoveBackTo(_history.Begin().Bytes(prefix).Int64(asOf).Key);
                isFound = rows.IsValid && rows.Key.StartsWith(prefix) && new VersionRow(rows.Value).ValidTo > asOf;
                if (isFound)
                {
                    _history.Begin().Bytes(rows.Key);
                }
            }
        }

        if (isFound && Content.Family.TryGet(_history.Key, out var stored))
        {
            version = new VersionRow(stored);
            return true;
        }

        version = default;
        return false;
    }

    /// <summary>From when on the first version of the history is valid that comes after a time.</summary>
    private long FirstAfter(ReadOnlySpan<byte> key, long timestamp)
    {
        long first = long.MaxValue;
        using var rows = Content.Family.Cursor();
        for (long segment = timestamp / _interval; segment <= StreamTime / _interval; segment++)
        {
            var prefix = _prefix.Begin().Byte(HistoryMark).Int64(segment).Counted(key).Key;
            rows.MoveTo(_history.Begin().Bytes(prefix).Int64(timestamp).Key);
            if (rows.IsValid && rows.Key.StartsWith(prefix))
            {
                first = Math.Min(first, new VersionRow(rows.Value).ValidFrom);
            }
        }

        return first;
    }

    private ReadOnlySpan<byte> LatestKey(ReadOnlySpan<byte> key) => _key.Begin().Byte(LatestMark).Bytes(key).Key;

    private ReadOnlySpan<byte> HistoryKey(ReadOnlySpan<byte> key, long validFrom, long validTo) =>
        _history.Begin().Byte(HistoryMark).Int64(validTo / _interval).Counted(key).Int64(validFrom).Key;
}
