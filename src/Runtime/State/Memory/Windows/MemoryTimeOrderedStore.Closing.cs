namespace GenStreams.State;

/// <content>Taking what has closed.</content>
internal sealed unsafe partial class MemoryTimeOrderedStore
{
    private Entry* _closed;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ClosedKey => Entry.KeyOf(_closed);

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ClosedValue => Entry.ValueOf(_closed);

    /// <inheritdoc/>
    internal override long ClosedTimestamp => TimestampOf(_closed);

    /// <inheritdoc/>
    internal override bool HasClosed(long limit) => _unclosed!.TryPeek(limit, out _);

    /// <inheritdoc/>
    internal override bool MoveToClosed(long limit)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_unclosed!.TryPeek(limit, out _closed))
        {
            Note(_closed, Entry.KeyOf(_closed));
            _unclosed.Remove(_closed);
            if (Rules.EmitsUnreadable || IsReadable(_closed))
            {
                return true;
            }
        }

        return false;
    }
}
