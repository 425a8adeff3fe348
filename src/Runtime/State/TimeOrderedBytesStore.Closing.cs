namespace GenStreams.State;

/// <content>Taking what has closed, for aggregations that emit on close.</content>
public abstract unsafe partial class TimeOrderedBytesStore
{
    /// <summary>
    /// Takes the next entry that has closed, in the order of the times and then of the keys' bytes. Each comes once, however often it was
    /// written before; one that is written after it was taken does not come again.
    /// </summary>
    /// <param name="limit">The last time that has closed: of windows the start, of sessions the end.</param>
    /// <param name="key">Its windowed key; valid until the store is next written to.</param>
    /// <param name="entry">What the store has for it; valid until the store is next written to.</param>
    public bool TryTakeClosed(long limit, out ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (_unclosed!.TryPeek(limit, out var closed))
        {
            _unclosed.Remove(closed);
            if (IsReadable(closed))
            {
                key = Entry.KeyOf(closed);
                entry = new KeyValueEntry(Entry.ValueOf(closed), TimestampOf(closed));
                return true;
            }
        }

        key = default;
        entry = default;
        return false;
    }
}
