using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// The tumbling or hopping windows that have closed and were not emitted: each comes once, in ascending order of starts, and within one
/// start of the keys' bytes. They are taken before the record that closes them is put, as that may move them out of retention.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClosedTimeWindows : IEmitTime
{
    private readonly TimeWindows _windows;
    private readonly WindowBytesStore _store;
    private readonly ProgressStore _progress;
    private readonly EntryList _closed = new();
    private long _last = -1;
    private long _nextEnd;
    private int _next;
    private int _current;

    /// <summary>The closed windows of an operator.</summary>
    /// <param name="windows">Its windows.</param>
    /// <param name="store">Its store, restored.</param>
    /// <param name="progress">What it has emitted, restored.</param>
    public ClosedTimeWindows(TimeWindows windows, WindowBytesStore store, ProgressStore progress)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(progress);
        _windows = windows;
        _store = store;
        _progress = progress;
        _nextEnd = windows.NextEnd(_last);
        EmittedTo(progress.Time);
    }

    /// <summary>The windowed key; as <see cref="Value"/>, valid until the store is next written to.</summary>
    public ReadOnlySpan<byte> Key => _closed.KeyOf(_current);

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Value => _closed.ValueOf(_current);

    /// <summary>The greatest timestamp of the window's records, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => _closed.TimestampOf(_current);

    /// <inheritdoc/>
    public long EmitTime => _last;

    /// <inheritdoc/>
    public void EmittedTo(long time)
    {
        if (time > _last)
        {
            _last = time;
            _windows.AdvanceToClose(time);
            _nextEnd = _windows.NextEnd(time);
        }
    }

    /// <summary>Finds what has closed by the operator's stream time.</summary>
    /// <returns>Whether any window may have.</returns>
    public bool Begin()
    {
        long closeTime = _windows.CloseTime;
        if (closeTime < _nextEnd)
        {
            return false;
        }

        _closed.Clear();
        _next = 0;
        _store.CopyWindows(_last < 0 ? 0 : _last - _windows.Size + 1, closeTime - _windows.Size, _closed);
        _last = closeTime;
        _nextEnd = _windows.NextEnd(closeTime);
        return true;
    }

    /// <summary>Goes to the next of them.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_next == _closed.Count)
        {
            _closed.Clear();
            _next = 0;
            return false;
        }

        _current = _next++;
        return true;
    }

    /// <summary>Saves what was emitted. Called at each commit, when a crash can no longer undo that.</summary>
    public void Save() => _progress.Save(_last);
}
