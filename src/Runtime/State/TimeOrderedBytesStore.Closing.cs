namespace GenStreams.State;

/// <content>
/// Taking what has closed, for aggregations that emit on close: in the order of the times and then of the keys' bytes, each entry once,
/// however often it was written before. One that is written after it was taken does not come again.
/// </content>
public abstract unsafe partial class TimeOrderedBytesStore
{
    private Entry* _closed;

    /// <summary>The windowed key of what was taken last; as its value, valid until the store is next written to.</summary>
    internal ReadOnlySpan<byte> ClosedKey => Entry.KeyOf(_closed);

    /// <summary>The value of what was taken last.</summary>
    internal ReadOnlySpan<byte> ClosedValue => Entry.ValueOf(_closed);

    /// <summary>The timestamp of what was taken last.</summary>
    internal long ClosedTimestamp => TimestampOf(_closed);

    /// <summary>Whether there is any entry that has closed and was not taken.</summary>
    /// <param name="limit">The last time that has closed: of windows the start, of sessions the end.</param>
    internal bool HasClosed(long limit) => _unclosed!.TryPeek(limit, out _);

    /// <summary>Whether an entry that has closed is still to be emitted.</summary>
    private protected virtual bool IsEmitted(Entry* entry) => true;

    /// <summary>Takes the next entry that has closed.</summary>
    /// <param name="limit">The last time that has closed: of windows the start, of sessions the end.</param>
    /// <returns>Whether there is one.</returns>
    internal bool MoveToClosed(long limit)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_unclosed!.TryPeek(limit, out _closed))
        {
            _unclosed.Remove(_closed);
            if (IsEmitted(_closed))
            {
                return true;
            }
        }

        return false;
    }
}
