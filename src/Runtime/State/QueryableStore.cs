using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A store that queries can read: it has one value for a key, be that the key of a window or a session.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class QueryableStore : StateStore
{
    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    protected QueryableStore(string name)
        : base(name)
    {
    }

    /// <summary>How many keys there are.</summary>
    public abstract int Count { get; }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">What the store has for it; valid until the store is next written to.</param>
    public abstract bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry);

    /// <summary>Adds the entries between two keys, both included, to a list, in no order.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    /// <param name="entries">Where they go.</param>
    public abstract void CopyRange(Bytes from, Bytes to, List<StateEntry> entries);

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys, as they were at the call.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    public List<StateEntry> Range(Bytes from, Bytes to)
    {
        var entries = new List<StateEntry>();
        CopyRange(from, to, entries);
        entries.Sort(StateEntry.ByKey);
        return entries;
    }
}
