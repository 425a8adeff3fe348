using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>Goes through the entries of a store that lie in a range, in its order. The store is not to be written to meanwhile.</summary>
internal ref struct RangeCursor
{
    private readonly QueryableStore _store;
    private readonly ByteRange _range;
    private Bytes _key;
    private SeekMode _mode;
    private bool _isDone;

    /// <summary>Before the first entry.</summary>
    public RangeCursor(QueryableStore store, ByteRange range)
    {
        _store = store;
        _range = range;
        _key = range.Start(out _mode);
    }

    /// <summary>The entry that <see cref="MoveNext"/> went to; valid until the store is next written to.</summary>
    public RangeEntry Current { get; private set; }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_isDone || !_store.TrySeek(_key, _mode, out var found) || !_range.Reaches(found.Key))
        {
            _isDone = true;
            return false;
        }

        Current = found;
        _key = found.Key;
        _mode = _mode.Past;
        return true;
    }
}
