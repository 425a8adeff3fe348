using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// What the windows of a store that is ordered by time have in common: the stream time of their operator, the greatest timestamp that has
/// come to it, and when they close.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TimeOrderedWindows : IStreamTime
{
    private readonly TimeOrderedBytesStore _store;
    private readonly long _lateness;
    private readonly long _length;

    /// <param name="store">Where they are.</param>
    /// <param name="lateness">How far the stream time is ahead of the end of windows that close, in milliseconds.</param>
    /// <param name="length">How long after the time that the store has them by windows end, in milliseconds.</param>
    private protected TimeOrderedWindows(TimeOrderedBytesStore store, long lateness, long length)
    {
        _store = store;
        _lateness = lateness;
        _length = length;
    }

    /// <summary>The operator's stream time; -1 before the first record.</summary>
    public long StreamTime { get; private set; } = -1;

    /// <inheritdoc/>
    public long StoredTime => _store.Time;

    /// <summary>Windows that end before this take no more records.</summary>
    public long CloseTime => StreamTime - _lateness;

    /// <summary>The last time of the store that is of a closed window.</summary>
    internal long LastClosed => CloseTime - _length - 1;

    /// <summary>Moves the stream time on; it never goes back.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);

    /// <summary>Moves the stream time on to where windows that end before a time have closed.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    internal void AdvanceToClose(long time) => Advance(time + _lateness);
}
