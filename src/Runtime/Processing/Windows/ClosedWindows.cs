using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// The sliding windows or sessions that have closed and were not emitted: each comes once, in ascending order of their starts, or of the
/// sessions' ends and starts, and then of the keys' bytes. They are taken after the record that closes them was put: what that has moved out
/// of retention does not come, as in Kafka Streams.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClosedWindows : IEmitTime
{
    private readonly TimeOrderedWindows _windows;
    private readonly TimeOrderedBytesStore _store;
    private readonly ProgressStore _progress;
    private long _last = -1;

    /// <summary>The closed windows of an operator.</summary>
    /// <param name="windows">Its windows.</param>
    /// <param name="store">Its store, restored.</param>
    /// <param name="progress">What it has emitted, restored.</param>
    public ClosedWindows(TimeOrderedWindows windows, TimeOrderedBytesStore store, ProgressStore progress)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(progress);
        _windows = windows;
        _store = store;
        _progress = progress;
        EmittedTo(progress.Time);
    }

    /// <summary>The windowed key; as <see cref="Value"/>, valid until the store is next written to.</summary>
    public ReadOnlySpan<byte> Key => _store.ClosedKey;

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Value => _store.ClosedValue;

    /// <summary>The timestamp of the value, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => _store.ClosedTimestamp;

    /// <inheritdoc/>
    public long EmitTime => _last;

    /// <inheritdoc/>
    public void EmittedTo(long time)
    {
        if (time > _last)
        {
            _last = time;
            _windows.AdvanceToClose(time);
            while (MoveNext())
            {
            }
        }
    }

    /// <summary>Looks for what has closed by the operator's stream time.</summary>
    /// <returns>Whether there is any.</returns>
    public bool Begin()
    {
        _last = Math.Max(_last, _windows.CloseTime);
        return _store.HasClosed(_windows.LastClosed);
    }

    /// <summary>Goes to the next of them.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _store.MoveToClosed(_windows.LastClosed);

    /// <summary>Saves what was emitted. Called at each commit, when a crash can no longer undo that.</summary>
    public void Save() => _progress.Save(_last);
}
