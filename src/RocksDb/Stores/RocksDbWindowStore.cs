using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// A store of time windows in RocksDB. Keys of the column family are a window's start and the record's key, so that windows lie in the order in which
/// they close, and go by ranges of time.
/// </summary>
internal sealed unsafe class RocksDbWindowStore : WindowBytesStore, IRocksDbStore
{
    /// <summary>The number of the content that is the store's time.</summary>
    private const int TimeNumber = 1;

    private readonly OrderedEntries _ordered = new();
    private readonly KeyWriter _key = new();
    private readonly KeyWriter _windowed = new();
    private readonly RowMemory _copies = new();
    private readonly List<Segment> _segments = [];
    private readonly CachedEntries _uncached;
    private readonly SegmentPurge _purge;
    private readonly WindowChangelog? _changelog;
    private readonly bool _keepsOldValues;
    private readonly long _retention;
    private readonly long _interval;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    /// <param name="retention">For how many milliseconds a window is kept, from its start.</param>
    /// <param name="interval">How many milliseconds of window starts go out of retention together.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public RocksDbWindowStore(in StoreContext context, RocksDbContent content, long retention, long interval, bool keepsOldValues)
        : base(context)
    {
        Content = content;
        _retention = retention;
        _interval = interval;
        _keepsOldValues = keepsOldValues;
        _changelog = context.Changelog is { } log ? new WindowChangelog(log) : null;
        _uncached = new CachedEntries(content, cache: null, keepsOldValues);
        _purge = new SegmentPurge(content, []);
    }

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    public override long Time => Content.Numbers[TimeNumber];

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            using var cursor = CursorFrom(FirstLive);
            for (; cursor.IsValid; cursor.MoveNext())
            {
                count++;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes
    {
        get
        {
            long bytes = _copies.AllocatedBytes;
            foreach (var segment in _segments)
            {
                bytes += segment.Entries.AllocatedBytes;
            }

            return bytes;
        }
    }

    private long FirstLive => Math.Max(Time - _retention + 1, 0);

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        long start = StartOf(key);
        int index = IndexOf(SegmentOf(start));
        if (index < 0 && IsExpired(SegmentOf(start)))
        {
            entry = default;
            return false;
        }

        return (index < 0 ? _uncached : _segments[index].Entries).TryGet(Stored(key), out entry);
    }

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null) =>
        Change(key, new Bytes(value), timestamp, record);

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null) =>
        Change(key, Bytes.Null, timestamp, record);

    /// <inheritdoc/>
    public override bool TryTakeChange(out KeyValueChange change)
    {
        foreach (var segment in _segments)
        {
            if (segment.Entries.TryTake(out var taken))
            {
                change = new KeyValueChange(Windowed(taken.Key), taken.OldValue, taken.NewValue, taken.Timestamp, taken.Headers, taken.Origin);
                _changelog?.Append(change.Key, change.NewValue, change.Timestamp);
                return true;
            }
        }

        DropExpired();
        IsFlushDue = false;
        change = default;
        return false;
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (Advance(key) is { } entries)
        {
            if (entries.HoldsChanges)
            {
                throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
            }

            entries.Write(Stored(key), value, timestamp);
        }
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        var log = new WindowChangelog(target);
        using var rows = CursorFrom(FirstKept);
        if (cursor.HasKey)
        {
            rows.MoveBehind(cursor);
        }

        for (; count > 0 && rows.IsValid; count--)
        {
            int segment = IndexOf(SegmentOf(BinaryPrimitives.ReadInt64BigEndian(rows.Key)));
            if (segment < 0 || !_segments[segment].Entries.IsUnheard(rows.Key))
            {
                log.Append(Windowed(rows.Key), TimestampedValue.ValueOf(rows.Value), TimestampedValue.TimestampOf(rows.Value));
            }

            cursor.Key = rows.Key;
            rows.MoveNext();
        }

        return count == 0;
    }

    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        if (_ordered.IsMissing)
        {
            var entries = new List<StateEntry>();
            using var rows = CursorFrom(FirstLive);
            for (; rows.IsValid; rows.MoveNext())
            {
                var value = TimestampedValue.ValueOf(rows.Value);
                entries.Add(StateEntry.Copy(Windowed(rows.Key), value, TimestampedValue.TimestampOf(rows.Value)));
            }

            _ordered.Take(entries);
        }

        return _ordered.TrySeek(key, mode, out found);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Content.Committed();
        _purge.Committed(FirstKept);
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        Forget();
        return Content.TryRollBack();
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        Forget();
        Content.Load(numbers);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Forget();
        Content.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Forget();
        _copies.Dispose();
    }

    /// <inheritdoc/>
    internal override void CopyWindows(long first, long last, EntryList windows)
    {
        _copies.Clear();
        using var rows = CursorFrom(Math.Max(first, FirstKept));
        for (; rows.IsValid && BinaryPrimitives.ReadInt64BigEndian(rows.Key) <= last; rows.MoveNext())
        {
            windows.Add(Copy(Windowed(rows.Key)), Copy(TimestampedValue.ValueOf(rows.Value)), TimestampedValue.TimestampOf(rows.Value));
        }
    }

    private static long StartOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[^StartLength..]);

    private long SegmentOf(long start) => start / _interval * _interval;

    private bool IsExpired(long segment) => segment <= Time - _retention - _interval;

    /// <summary>The first start whose segment has not gone.</summary>
    private long FirstKept => Math.Max(Time - _retention - _interval, -1) is var gone && gone < 0 ? 0 : SegmentOf(gone) + _interval;

    private ReadOnlySpan<byte> Stored(ReadOnlySpan<byte> key) => _key.Begin().Bytes(key[^StartLength..]).Bytes(key[..^StartLength]).Key;

    private ReadOnlySpan<byte> Windowed(ReadOnlySpan<byte> stored) =>
        _windowed.Begin().Bytes(stored[StartLength..]).Bytes(stored[..StartLength]).Key;

    private bool Change(ReadOnlySpan<byte> key, Bytes value, long timestamp, CurrentRecord? record)
    {
        var entries = Advance(key);
        bool existed = false;
        if (entries is not null)
        {
            existed = entries.Put(Stored(key), value, timestamp, record);
            if (!IsCached)
            {
                _changelog?.Append(key, value, timestamp);
            }
        }

        IsFlushDue = _segments.Count > 0 && IsExpired(_segments[0].Start);
        return existed;
    }

    /// <summary>Moves the time on to a window, and gives the entries of its segment; null when it has gone.</summary>
    private CachedEntries? Advance(ReadOnlySpan<byte> key)
    {
        _ordered.Forget();
        long start = StartOf(key);
        if (start > Time)
        {
            Content.Numbers[TimeNumber] = start;
            DropExpired();
        }

        long segment = SegmentOf(start);
        int index = IndexOf(segment);
        if (index >= 0)
        {
            return _segments[index].Entries;
        }

        if (IsExpired(segment))
        {
            return null;
        }

        if (!IsCached)
        {
            return _uncached;
        }

        var added = new Segment(segment, new CachedEntries(Content, Cache, _keepsOldValues));
        _segments.Insert(~index, added);
        return added.Entries;
    }

    /// <summary>The place of a segment that may hold changes back; the complement of where it belongs when there is none.</summary>
    private int IndexOf(long segment)
    {
        int index = _segments.Count;
        while (index > 0 && _segments[index - 1].Start > segment)
        {
            index--;
        }

        return index > 0 && _segments[index - 1].Start == segment ? index - 1 : ~index;
    }

    private RocksDbCursor CursorFrom(long start)
    {
        foreach (var segment in _segments)
        {
            segment.Entries.WriteThrough();
        }

        var cursor = Content.Family.Cursor();
        cursor.MoveTo(_key.Begin().Int64(start).Key);
        return cursor;
    }

    private ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        byte* copy = _copies.Allocate(bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return new ReadOnlySpan<byte>(copy, bytes.Length);
    }

    private void DropExpired()
    {
        for (int i = _segments.Count - 1; i >= 0; i--)
        {
            if (IsExpired(_segments[i].Start) && !_segments[i].Entries.HoldsChanges)
            {
                _segments[i].Entries.Dispose();
                _segments.RemoveAt(i);
            }
        }
    }

    private void Forget()
    {
        foreach (var segment in _segments)
        {
            segment.Entries.Forget();
            segment.Entries.Dispose();
        }

        _segments.Clear();
        _ordered.Forget();
        _uncached.Forget();
        _purge.Reset();
        IsFlushDue = false;
    }

    private sealed record Segment(long Start, CachedEntries Entries);
}
