using GenStreams.Processing;

namespace GenStreams.State;

/// <content>Reading many entries. They are copied: what is read stays as it was at the call.</content>
public sealed unsafe partial class KeyValueBytesStore
{
    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    public List<StateEntry> Range(Bytes from, Bytes to)
    {
        var entries = new List<StateEntry>();
        CopyRange(from, to, entries);
        entries.Sort(StateEntry.ByKey);
        return entries;
    }

    /// <inheritdoc/>
    public override void CopyRange(Bytes from, Bytes to, List<StateEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        int position = 0;
        for (var entry = _index.Next(ref position); entry != null; entry = _index.Next(ref position))
        {
            var key = Entry.KeyOf(entry);
            if (!entry->IsDeleted && StateEntry.IsBetween(key, from, to))
            {
                entries.Add(StateEntry.Copy(key, Entry.ValueOf(entry), entry->Timestamp));
            }
        }
    }

    /// <summary>Adds pointers to all entries to a list, in no order. They are valid until the store is next written to.</summary>
    internal void CopyEntries(List<nint> entries)
    {
        int position = 0;
        for (var entry = _index.Next(ref position); entry != null; entry = _index.Next(ref position))
        {
            if (!entry->IsDeleted)
            {
                entries.Add((nint)entry);
            }
        }
    }
}
