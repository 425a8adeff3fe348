using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// One side of a stream-stream join in native memory; a key's rows lie in one list for each segment of time, to which a row that comes in
/// order is appended without moving the others. What has become too old goes segment by segment, whose memory is used again.
/// </summary>
internal sealed unsafe class MemoryJoinWindowStore : JoinWindowBytesStore
{
    /// <summary>Shorter segments would come and go with almost every record.</summary>
    private const long SmallestInterval = 1000;

    /// <summary>A power of 2 above the segments that can be in use at a time, which are three.</summary>
    private const int Ring = 4;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly JoinSegment[] _segments = new JoinSegment[Ring];
    private readonly Stack<JoinSegment> _pool = new();
    private readonly List<JoinSegment> _gone = [];
    private readonly UndoLog? _undo;
    private readonly long _retention;
    private readonly long _interval;
    private long _observed = -1;
    private long _committedObserved = -1;
    private int _committedSequence;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="retention">How long a row is kept after it, in milliseconds of event time; 1 or more.</param>
    public MemoryJoinWindowStore(in StoreContext context, long retention)
        : base(context, retention)
    {
        _retention = retention;
        _interval = Math.Max(retention / 2 + 1, SmallestInterval);
        _undo = context.KeepsUndo ? new UndoLog() : null;
        for (int i = 0; i < Ring; i++)
        {
            _segments[i] = new JoinSegment();
        }
    }

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            foreach (var segment in _segments)
            {
                count += segment.Count;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes
    {
        get
        {
            long bytes = _undo?.AllocatedBytes ?? 0;
            foreach (var segment in _segments.Concat(_gone).Concat(_pool))
            {
                bytes += segment.AllocatedBytes;
            }

            return bytes;
        }
    }

    /// <inheritdoc/>
    internal override long Time => _observed;

    /// <summary>The earliest time that can be read; rows before it are gone.</summary>
    private long Earliest => Math.Max(_observed - _retention + 1, 0);

    /// <inheritdoc/>
    public override JoinWindowRows Fetch(ReadOnlySpan<byte> key, long from, long to)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        from = Math.Max(from, Earliest);
        to = Math.Min(to, _observed);
        return new JoinWindowRows(this, key, from > to ? 0 : _hash.Of(key), from, to) { Position = from / _interval };
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        _undo?.Clear();
        _committedObserved = _observed;
        _committedSequence = Sequence;
        foreach (var segment in _gone)
        {
            Pool(segment);
        }

        _gone.Clear();
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_undo == null)
        {
            return false;
        }

        while (_undo.TryPop(out var added))
        {
            FindSegment(added.Timestamp / _interval).Remove(added.Key, _hash.Of(added.Key), added.Timestamp, added.Tag);
        }

        _undo.Clear();
        foreach (var segment in _segments)
        {
            if (segment.Count == 0)
            {
                segment.Clear();
            }
        }

        foreach (var segment in _gone)
        {
            // One that came after the last commit is empty now.
            ref var place = ref _segments[segment.Id & (Ring - 1)];
            var needless = segment.Count == 0 ? segment : place;
            place = segment.Count == 0 ? place : segment;
            Pool(needless);
        }

        _gone.Clear();
        _observed = _committedObserved;
        Sequence = _committedSequence;
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _observed = -1;
        Sequence = 0;
        foreach (var segment in _segments)
        {
            segment.Clear();
        }

        Committed();
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Next(cursor.Part) is not { } segment)
        {
            return false;
        }

        if (segment.Id != cursor.Part)
        {
            cursor.MoveTo(segment.Id);
        }

        bool hasMore = segment.CopySlice(cursor, count);
        foreach (nint found in cursor.Found)
        {
            var rows = (JoinRows*)found;
            for (int i = 0; i < rows->Count; i++)
            {
                var row = rows->Items[i];
                Append(target, JoinRows.KeyOf(rows), new ReadOnlySpan<byte>(row.Value, row.Length), row.Timestamp, row.Sequence);
            }
        }

        if (!hasMore)
        {
            cursor.MoveTo(segment.Id + 1);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        foreach (var segment in _segments.Concat(_gone).Concat(_pool))
        {
            segment.Dispose();
        }

        _undo?.Dispose();
    }

    /// <inheritdoc/>
    internal override bool MoveNext(ref JoinWindowRows rows)
    {
        long last = rows.From > rows.To ? -1 : rows.To / _interval;
        while (rows.Position <= last)
        {
            long id = rows.Position++;
            var segment = _segments[id & (Ring - 1)];
            var found = segment.Id == id ? segment.Find(rows.Key, rows.Hash) : null;
            if (found == null)
            {
                continue;
            }

            var first = found->Items + JoinRows.IndexFrom(found, rows.From);
            var end = found->Items + (rows.To == long.MaxValue ? found->Count : JoinRows.IndexFrom(found, rows.To + 1));
            if (first < end)
            {
                rows.Give(first, end);
                return true;
            }
        }

        rows.Give(null, null);
        return false;
    }

    private protected override bool Add(ReadOnlySpan<byte> key, Bytes value, long timestamp, int sequence, bool isRestored)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (value.IsNull)
        {
            return true;
        }

        if (timestamp > _observed)
        {
            _observed = timestamp;
            DropSegmentsBefore(Earliest / _interval);
        }
        else if (timestamp < Earliest)
        {
            return false;
        }

        var segment = SegmentOf(timestamp);
        segment.Id = timestamp / _interval;
        segment.Add(key, _hash.Of(key), value.Span, timestamp, sequence);
        if (isRestored)
        {
            Committed();
        }
        else
        {
            _undo?.Push(key, Bytes.Null, timestamp, sequence);
        }

        return true;
    }

    private JoinSegment SegmentOf(long timestamp) => _segments[timestamp / _interval & (Ring - 1)];

    private JoinSegment FindSegment(long id)
    {
        var segment = _segments[id & (Ring - 1)];
        return segment.Id == id ? segment : _gone.Find(gone => gone.Id == id)!;
    }

    /// <summary>The segment in use that has the number, or the smallest above it; null when there is none.</summary>
    private JoinSegment? Next(long id)
    {
        JoinSegment? next = null;
        foreach (var segment in _segments)
        {
            if (segment.Id != JoinSegment.None && segment.Id >= id && (next == null || segment.Id < next.Id))
            {
                next = segment;
            }
        }

        return next;
    }

    private void DropSegmentsBefore(long id)
    {
        for (int i = 0; i < Ring; i++)
        {
            var segment = _segments[i];
            if (segment.Id == JoinSegment.None || segment.Id >= id)
            {
                continue;
            }

            if (_undo == null)
            {
                segment.Clear();
            }
            else
            {
                // It can come back.
                _gone.Add(segment);
                _segments[i] = _pool.TryPop(out var pooled) ? pooled : new JoinSegment();
            }
        }
    }

    private void Pool(JoinSegment segment)
    {
        segment.Clear();
        _pool.Push(segment);
    }
}
