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
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, RecordHeaders? headers = null)
    {
        Advance(key)?.Put(key, value, timestamp, headers);
        IsFlushDue = _segments.IsFlushDue;
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, RecordHeaders? headers = null)
    {
        bool deleted = Advance(key)?.Delete(key, timestamp, headers) == true;
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
    public override void CopyRange(Bytes from, Bytes to, List<StateEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < _segments.Count; i++)
        {
            int first = entries.Count;
            _segments[i].CopyRange(from, to, entries);
            if (_segments.IsPartlyExpired(i))
            {
                RemoveExpired(entries, first);
            }
        }
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

    private int CountLive(MemoryKeyValueStore segment)
    {
        var entries = new List<StateEntry>();
        segment.CopyRange(Bytes.Null, Bytes.Null, entries);
        RemoveExpired(entries, 0);
        return entries.Count;
    }

    private void RemoveExpired(List<StateEntry> entries, int first)
    {
        int kept = first;
        for (int i = first; i < entries.Count; i++)
        {
            if (StartOf(entries[i].Key.Span) >= _segments.FirstLive)
            {
                entries[kept++] = entries[i];
            }
        }

        entries.RemoveRange(kept, entries.Count - kept);
    }
}
