namespace GenStreams.State;

/// <summary>
/// The segments of a windowed store: each has the entries of a stretch of event time, and goes as a whole when all of it is out of
/// retention. Segments that went are used again. The store's time is the greatest that it was told of.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SegmentList : IDisposable
{
    private readonly Func<MemoryKeyValueStore> _create;
    private readonly long _retention;
    private readonly long _interval;
    private readonly Stack<MemoryKeyValueStore> _pool = new();
    private MemoryKeyValueStore[] _segments = new MemoryKeyValueStore[4];
    private long[] _starts = new long[4];
    private readonly List<(long Start, MemoryKeyValueStore Segment)>? _gone;
    private long _committedTime = -1;

    /// <summary>No segments yet.</summary>
    /// <param name="retention">For how many milliseconds before the store's time an entry is kept.</param>
    /// <param name="interval">How many milliseconds of event time are in a segment.</param>
    /// <param name="keepsUndo">Whether what was done since the last commit can be taken back.</param>
    /// <param name="create">Makes a segment.</param>
    public SegmentList(long retention, long interval, bool keepsUndo, Func<MemoryKeyValueStore> create)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        _retention = retention;
        _interval = interval;
        _create = create;
        _gone = keepsUndo ? [] : null;
    }

    /// <summary>How many segments have entries, or had: the n-th is <see cref="this"/>, in ascending order of time.</summary>
    public int Count { get; private set; }

    /// <summary>The store's time; -1 before it was told of any.</summary>
    public long Time { get; private set; } = -1;

    /// <summary>Entries of before this are out of retention: they are not to be listed, though they stay until their segment goes.</summary>
    public long FirstLive => Time - _retention + 1;

    /// <summary>Whether a segment is out of retention that cannot go before its held back changes were taken.</summary>
    public bool IsFlushDue { get; private set; }

    /// <summary>A segment.</summary>
    public MemoryKeyValueStore this[int index] => _segments[index];

    /// <summary>Native memory of all segments, in bytes.</summary>
    public long AllocatedBytes
    {
        get
        {
            long bytes = 0;
            for (int i = 0; i < Count; i++)
            {
                bytes += _segments[i].AllocatedBytes;
            }

            foreach (var (_, segment) in _gone ?? [])
            {
                bytes += segment.AllocatedBytes;
            }

            foreach (var segment in _pool)
            {
                bytes += segment.AllocatedBytes;
            }

            return bytes;
        }
    }

    /// <summary>Where a segment's stretch of time starts.</summary>
    public long StartOf(int index) => _starts[index];

    /// <summary>Lets what is restored be never taken back; it is called for each record, so that nothing is kept for long.</summary>
    public void Restored()
    {
        _committedTime = Time;
        Forget();
    }

    /// <summary>The first segment that can have entries of a time or later.</summary>
    public int IndexBefore(long time) => Math.Max(IndexOf(time), 0);

    /// <summary>The first segment that starts at a time or later; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(long time) => IndexOf(time) is var index && index >= 0 && _starts[index] == time ? index : index + 1;

    /// <summary>Whether an entry can be in a segment that has one of before <see cref="FirstLive"/>.</summary>
    public bool IsPartlyExpired(int index) => _starts[index] < FirstLive;

    /// <summary>Moves the store's time on, and lets go of what is out of retention by it.</summary>
    public void Advance(long time)
    {
        if (time > Time)
        {
            Time = time;
            if (Count > 0 && IsExpired(_starts[0]))
            {
                DropExpired();
            }
        }
    }

    /// <summary>The segment of a time; null when there is none.</summary>
    public MemoryKeyValueStore? Find(long time)
    {
        int index = IndexOf(time);
        return index >= 0 && time - _starts[index] < _interval ? _segments[index] : null;
    }

    /// <summary>The segment of a time; null when it is out of retention.</summary>
    public MemoryKeyValueStore? GetOrAdd(long time)
    {
        int index = IndexOf(time);
        if (index >= 0 && time - _starts[index] < _interval)
        {
            return _segments[index];
        }

        long start = time / _interval * _interval;
        return IsExpired(start) ? null : Insert(index + 1, start, _pool.TryPop(out var pooled) ? pooled : _create());
    }

    /// <summary>Lets go of what is out of retention.</summary>
    public void DropExpired()
    {
        int kept = 0;
        IsFlushDue = false;
        for (int i = 0; i < Count; i++)
        {
            var segment = _segments[i];
            if (IsExpired(_starts[i]) && !segment.HoldsChanges)
            {
                Drop(_starts[i], segment);
                continue;
            }

            IsFlushDue |= IsExpired(_starts[i]);
            _segments[kept] = segment;
            _starts[kept] = _starts[i];
            kept++;
        }

        Array.Clear(_segments, kept, Count - kept);
        Count = kept;
    }

    /// <summary>What was done so far is never taken back.</summary>
    public void Committed()
    {
        _committedTime = Time;
        Forget();
        for (int i = 0; i < Count; i++)
        {
            _segments[i].Committed();
        }
    }

    /// <summary>Makes the segments what they were at the last commit.</summary>
    public void RollBack()
    {
        Time = _committedTime;
        IsFlushDue = false;
        foreach (var (start, segment) in _gone!)
        {
            Insert(IndexOf(start) + 1, start, segment);
        }

        _gone.Clear();
        for (int i = 0; i < Count; i++)
        {
            _segments[i].TryRollBack();
        }
    }

    /// <summary>Lets all segments go, and forgets the time.</summary>
    public void Clear()
    {
        Forget();
        while (Count > 0)
        {
            Pool(_segments[--Count]);
        }

        Array.Clear(_segments);
        Time = _committedTime = -1;
        IsFlushDue = false;
    }

    public void Dispose()
    {
        Clear();
        foreach (var segment in _pool)
        {
            segment.Dispose();
        }

        _pool.Clear();
    }

    private void Drop(long start, MemoryKeyValueStore segment)
    {
        if (_gone != null)
        {
            _gone.Add((start, segment));
        }
        else
        {
            Pool(segment);
        }
    }

    /// <summary>Lets what went be used again.</summary>
    private void Forget()
    {
        foreach (var (_, segment) in _gone ?? [])
        {
            Pool(segment);
        }

        _gone?.Clear();
    }

    private void Pool(MemoryKeyValueStore segment)
    {
        segment.Clear();
        _pool.Push(segment);
    }

    /// <summary>As Kafka Streams drops segments: also their last entry has been out of retention for a millisecond.</summary>
    private bool IsExpired(long start) => start <= Time - _retention - _interval;

    /// <summary>The last segment that starts at a time or before; -1 when there is none. Most are asked for the latest.</summary>
    private int IndexOf(long time)
    {
        int index = Count - 1;
        if (index < 0 || _starts[index] <= time)
        {
            return index;
        }

        if (index < 8)
        {
            while (index >= 0 && _starts[index] > time)
            {
                index--;
            }

            return index;
        }

        int found = Array.BinarySearch(_starts, 0, Count, time);
        return found >= 0 ? found : ~found - 1;
    }

    private MemoryKeyValueStore Insert(int index, long start, MemoryKeyValueStore segment)
    {
        if (Count == _segments.Length)
        {
            Array.Resize(ref _segments, Count * 2);
            Array.Resize(ref _starts, Count * 2);
        }

        Array.Copy(_segments, index, _segments, index + 1, Count - index);
        Array.Copy(_starts, index, _starts, index + 1, Count - index);
        Count++;
        _starts[index] = start;
        return _segments[index] = segment;
    }
}
