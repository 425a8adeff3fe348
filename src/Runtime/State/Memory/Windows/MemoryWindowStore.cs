using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A store of time windows in native memory, in segments of time.</summary>
internal sealed class MemoryWindowStore : WindowBytesStore
{
    private readonly SegmentList _segments;
    private readonly bool _keepsUndo;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="retention">For how many milliseconds a window is kept, from its start.</param>
    /// <param name="segmentInterval">How many milliseconds of window starts go out of retention together.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public MemoryWindowStore(in StoreContext context, long retention, long segmentInterval, bool keepsOldValues = false)
        : base(context)
    {
        _keepsUndo = context.KeepsUndo;
        var segment = context with { Changelog = context.Changelog is { } log ? new WindowChangelog(log) : null };
        _segments = new SegmentList(retention, segmentInterval, _keepsUndo, () => new MemoryKeyValueStore(segment, keepsOldValues));
    }

    /// <inheritdoc/>
    public override long Time => _segments.Time;

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _segments.Count; i++)
            {
                count += _segments.IsPartlyExpired(i) ? CountLive(_segments[i]) : _segments[i].Count;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes => _segments.AllocatedBytes;

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_segments.Find(StartOf(key)) is { } segment)
        {
            return segment.TryGet(key, out entry);
        }

        entry = default;
        return false;
    }

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
    {
        Advance(key)?.Put(key, value, timestamp, record);
        IsFlushDue = _segments.IsFlushDue;
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
    {
        bool deleted = Advance(key)?.Delete(key, timestamp, record) == true;
        IsFlushDue = _segments.IsFlushDue;
        return deleted;
    }

    /// <inheritdoc/>
    public override bool TryTakeChange(out KeyValueChange change)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < _segments.Count; i++)
        {
            if (_segments[i].TryTakeChange(out change))
            {
                return true;
            }
        }

        if (_segments.IsFlushDue)
        {
            _segments.DropExpired();
        }

        IsFlushDue = false;
        change = default;
        return false;
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        Advance(key)?.Restore(key, value, timestamp);
        _segments.Restored();
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _segments.Committed();
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_keepsUndo)
        {
            _segments.RollBack();
            IsFlushDue = false;
        }

        return _keepsUndo;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _segments.Clear();
        IsFlushDue = false;
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        int index = _segments.IndexAtOrAfter(cursor.Part);
        if (index == _segments.Count)
        {
            return false;
        }

        long start = _segments.StartOf(index);
        if (start != cursor.Part)
        {
            // The first one, or the one that it was at is gone.
            cursor.MoveTo(start);
        }

        if (!_segments[index].CopyTo(new WindowChangelog(target), cursor, count))
        {
            cursor.MoveTo(start + 1);
        }

        return true;
    }

    /// <inheritdoc/>
    internal override void CopyWindows(long first, long last, EntryList windows)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = _segments.IndexBefore(first); i < _segments.Count && _segments.StartOf(i) <= last; i++)
        {
            _segments[i].CopyEntries(windows, first, last);
        }

        windows.SortByTime();
    }

    /// <inheritdoc/>
    /// <remarks>Each segment is in order; the first of what they find is next.</remarks>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        found = default;
        bool any = false;
        for (int i = 0; i < _segments.Count; i++)
        {
            if (TrySeek(i, key, mode, out var candidate) && (!any || mode.IsBefore(candidate.Key, found.Key)))
            {
                found = candidate;
                any = true;
            }
        }

        return any;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _segments.Dispose();
        }
    }

    private MemoryKeyValueStore? Advance(ReadOnlySpan<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long start = StartOf(key);
        _segments.Advance(start);
        return _segments.GetOrAdd(start);
    }

    private static long StartOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[^StartLength..]);

    /// <summary>Seeks in a segment; where a part of it is out of retention, that is passed over.</summary>
    private bool TrySeek(int index, Bytes key, SeekMode mode, out RangeEntry found)
    {
        bool any = _segments[index].TrySeek(key, mode, out found);
        while (any && _segments.IsPartlyExpired(index) && StartOf(found.Key) < _segments.FirstLive)
        {
            any = _segments[index].TrySeek(found.Key, mode.Past, out found);
        }

        return any;
    }

    private int CountLive(MemoryKeyValueStore segment) =>
        segment.CountFrom(_segments.FirstLive);
}
