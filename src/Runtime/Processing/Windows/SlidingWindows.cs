using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// The sliding windows of an aggregation: says, step by step, what a record does to the windows of its key. There is a window that ends
/// with each record, and one that starts right after it if anything is in it; both ends belong to a window. None starts below 0: the
/// records before the difference share the first. One object per operator and task: it has the operator's stream time, the greatest
/// timestamp that has come to it.
/// </summary>
/// <remarks>
/// Kafka Streams' <c>SlidingWindows</c> and <c>KStreamSlidingWindowAggregate</c>, with its order: first the windows that are there, from the
/// newest on, then new ones (for the records before the difference from the oldest on, and the shared window last).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SlidingWindows : TimeOrderedWindows
{
    private readonly TimeOrderedBytesStore _store;
    private readonly long _difference;
    private readonly ValueCopy _left = new();
    private readonly ValueCopy _right = new();
    private WindowTimes[] _found = new WindowTimes[8];
    private Step[] _steps = new Step[8];
    private WindowedKey _key;
    private long _timestamp;
    private int _count;
    private int _next;
    private Step _step;

    /// <summary>Windows of one operator.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="difference">The greatest distance of two records of one window, in milliseconds, above 0.</param>
    /// <param name="grace">For how many milliseconds after its end, in stream time, a window still takes records.</param>
    public SlidingWindows(TimeOrderedBytesStore store, long difference, long grace)
        : base(store, grace, difference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(difference, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(grace);
        _store = store;
        _difference = difference;
    }

    /// <summary>The key of the current window, as it is on the wire: the record's key and the start. Changes with the next step.</summary>
    public ReadOnlySpan<byte> Key => _key.Span;

    /// <summary>Whether the current window has closed: the record is too late for it, though not for others.</summary>
    public bool IsClosed => _step.Start + _difference < CloseTime;

    /// <summary>Whether the current window begins with an aggregate that is there, <see cref="Base"/>, and not with the first one.</summary>
    public bool HasBase => _step.Base != StepBase.None;

    /// <summary>Whether the current window is there, and <see cref="Base"/> its own aggregate.</summary>
    public bool IsStored => _step.Base == StepBase.Stored;

    /// <summary>The aggregate that the current window begins with; valid until the store is next written to.</summary>
    public ReadOnlySpan<byte> Base => _step.Base switch
    {
        StepBase.Left => _left.Span,
        StepBase.Right => _right.Span,
        StepBase.Stored when _store.TryGet(_key.Span, out var stored) => stored.Value,
        _ => default,
    };

    /// <summary>Whether the record belongs to the current window; when not, its aggregate is <see cref="Base"/> as it is.</summary>
    public bool TakesRecord => _step.Base != StepBase.Right;

    /// <summary>The timestamp of the window's aggregate, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => _step.Timestamp;

    /// <summary>Starts with a record, before the first step; the stream time moves on to it.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="timestamp">The record's timestamp, milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Whether any window can still take it; there are no steps when not.</returns>
    public bool Begin(ReadOnlySpan<byte> key, long timestamp)
    {
        Advance(timestamp);
        _timestamp = timestamp;
        _count = 0;
        _next = 0;
        if (timestamp + _difference < CloseTime)
        {
            return false;
        }

        _key.Set(key, EntryTimes.OfWindow);
        bool isEarly = timestamp < _difference;
        int found = _store.Find(key, isEarly ? 0 : Math.Max(0, timestamp - (2 * _difference)), timestamp + 1, ref _found);
        if (isEarly)
        {
            PlanEarly(_found.AsSpan(0, found));
        }
        else
        {
            Plan(_found.AsSpan(0, found));
        }

        return true;
    }

    /// <summary>Goes to the next step.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_next == _count)
        {
            return false;
        }

        _step = _steps[_next++];
        _key.SetTime(_step.Start);
        return true;
    }

    private void Plan(ReadOnlySpan<WindowTimes> found)
    {
        int i = found.Length - 1;
        bool hasRight = i >= 0 && found[i].Start == _timestamp + 1;
        i -= hasRight ? 1 : 0;
        int right = i >= 0 && found[i].Start + _difference > _timestamp ? i : -1;
        for (; i >= 0 && found[i].Start + _difference > _timestamp; i--)
        {
            Update(found[i]);
        }

        long? previous = null;
        bool hasLeft = i >= 0 && found[i].Start + _difference == _timestamp;
        if (hasLeft)
        {
            Update(found[i]);
            if (found[i].Timestamp == _timestamp)
            {
                // A record of the same time has made all windows already.
                return;
            }

            previous = found[i].Timestamp;
            i--;
        }

        // The window of the greatest start before that of the left one: its last record is the one before this one.
        previous = i >= 0 ? found[i].Timestamp : previous;

        // The window right after that one, unless it is the left one.
        if (previous is { } time && time + 1 + _difference > _timestamp && !Contains(found[Math.Max(i, 0)..], time + 1))
        {
            Add(time + 1, StepBase.None, _timestamp);
        }

        if (!hasLeft)
        {
            bool isShared = previous >= _timestamp - _difference;
            Add(_timestamp - _difference, isShared ? Copy(_left, found[i].Start, StepBase.Left) : StepBase.None, _timestamp);
        }

        if (!hasRight && right >= 0)
        {
            AddRight(found[right]);
        }
    }

    /// <summary>A record before the difference: the first window, which starts at 0, is its left one.</summary>
    private void PlanEarly(ReadOnlySpan<WindowTimes> found)
    {
        bool hasRight = !found.IsEmpty && found[^1].Start == _timestamp + 1;
        var rest = hasRight ? found[..^1] : found;
        WindowTimes? first = !rest.IsEmpty && rest[0].Start == 0 ? rest[0] : null;
        foreach (var window in first is null ? rest : rest[1..])
        {
            Update(window);
        }

        if (!hasRight && !rest.IsEmpty)
        {
            AddRight(rest[^1]);
        }

        if (first?.Timestamp is { } previous && previous < _timestamp && !Contains(found, previous + 1))
        {
            Add(previous + 1, StepBase.None, _timestamp);
        }

        if (first is { } shared)
        {
            Update(shared);
        }
        else
        {
            Add(0, StepBase.None, _timestamp);
        }
    }

    private void Update(WindowTimes window) => Add(window.Start, StepBase.Stored, Math.Max(window.Timestamp, _timestamp));

    /// <summary>
    /// Adds the window right after the record when there is something in it: all that is after the record in the window of the greatest start
    /// up to it, which holds nothing before the record.
    /// </summary>
    private void AddRight(WindowTimes window)
    {
        if (window.Timestamp > _timestamp)
        {
            Add(_timestamp + 1, Copy(_right, window.Start, StepBase.Right), window.Timestamp);
        }
    }

    /// <summary>Keeps a window's aggregate as it is before the first step changes it.</summary>
    private StepBase Copy(ValueCopy copy, long start, StepBase kind)
    {
        _key.SetTime(start);
        _store.TryGet(_key.Span, out var stored);
        copy.Set(stored.Value);
        return kind;
    }

    private void Add(long start, StepBase kind, long timestamp)
    {
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }

        _steps[_count++] = new Step(start, kind, timestamp);
    }

    private static bool Contains(ReadOnlySpan<WindowTimes> windows, long start)
    {
        int low = 0;
        for (int high = windows.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = windows[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low < windows.Length && windows[low].Start == start;
    }

    private enum StepBase
    {
        /// <summary>The first aggregate.</summary>
        None,

        /// <summary>What the window has.</summary>
        Stored,

        /// <summary>What the window of the record before has.</summary>
        Left,

        /// <summary>What is after the record in another window.</summary>
        Right,
    }

    private readonly record struct Step(long Start, StepBase Base, long Timestamp);

    private sealed class ValueCopy
    {
        private byte[] _bytes = [];
        private int _length;

        public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

        public void Set(ReadOnlySpan<byte> value)
        {
            if (_bytes.Length < value.Length)
            {
                _bytes = new byte[value.Length * 2];
            }

            _length = value.Length;
            value.CopyTo(_bytes);
        }
    }
}
