using GenStreams.Processing;

namespace GenStreams.State;

/// <content>Reading many entries. They are copied: what is read stays as it was at the call.</content>
internal sealed unsafe partial class MemoryKeyValueStore
{
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

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool hasMore = _index.CopySlice(cursor, count);
        foreach (nint found in cursor.Found)
        {
            var entry = (Entry*)found;
            if (!entry->IsDeleted)
            {
                target.Append(Entry.KeyOf(entry), Entry.ValueOf(entry), entry->Timestamp);
            }
        }

        return hasMore;
    }

    /// <summary>Adds the entries whose keys end with a time between two, both included, to a list, in no order.</summary>
    internal void CopyEntries(EntryList entries, long first, long last)
    {
        int position = 0;
        for (var entry = _index.Next(ref position); entry != null; entry = _index.Next(ref position))
        {
            var key = Entry.KeyOf(entry);
            if (!entry->IsDeleted && (long)EntryTimes.Read(key, EntryTimes.OfWindow).First is var time && time >= first && time <= last)
            {
                entries.Add(key, Entry.ValueOf(entry), entry->Timestamp);
            }
        }
    }
}
