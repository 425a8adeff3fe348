using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A store that queries can read: it has one value for a key, which can be that of a window or a session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class QueryableStore : StateStore
{
    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    private protected QueryableStore(string name)
        : base(name)
    {
    }

    /// <summary>How many keys there are.</summary>
    public abstract int Count { get; }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">What the store has for it; valid until the store is next written to.</param>
    public abstract bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry);

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys, as they are at the call.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    public List<StateEntry> Range(Bytes from, Bytes to)
    {
        var entries = new List<StateEntry>();
        CopyTo(entries, new ByteRange { From = from, To = to }, int.MaxValue);
        return entries;
    }

    /// <summary>
    /// Finds the next entry in the order of the bytes of the keys, as unsigned numbers. Entries before it and behind it are not looked at.
    /// </summary>
    /// <param name="key">The key to look from; null: from the very beginning. It may lie in the store.</param>
    /// <param name="mode">Which way, and whether the key itself counts.</param>
    /// <param name="found">The entry; valid until the store is next written to.</param>
    /// <returns>Whether there is one.</returns>
    internal abstract bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found);

    /// <summary>Adds the entries of a range to a list, in its order.</summary>
    /// <param name="entries">Where they go.</param>
    /// <param name="range">The range.</param>
    /// <param name="limit">How many at most.</param>
    internal void CopyTo(List<StateEntry> entries, in ByteRange range, int limit)
    {
        var cursor = new RangeCursor(this, range);
        for (; limit > 0 && cursor.MoveNext(); limit--)
        {
            var entry = cursor.Current;
            entries.Add(StateEntry.Copy(entry.Key, entry.Value, entry.Timestamp));
        }
    }
}
