using GenStreams.Processing;

namespace GenStreams.State;

/// <content>Reading many entries.</content>
internal sealed unsafe partial class MemoryKeyValueStore
{
    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _order ??= EntryOrder.Of(_index);
        for (var entry = _order.Seek(key, mode); entry != null; entry = _order.Next(mode))
        {
            if (!entry->IsDeleted)
            {
                found = new RangeEntry(Entry.KeyOf(entry), Entry.ValueOf(entry), entry->Timestamp);
                return true;
            }
        }

        found = default;
        return false;
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

    /// <summary>How many keys end with a time that is not before one.</summary>
    internal int CountFrom(long first)
    {
        int count = 0;
        long position = 0;
        for (var entry = _index.Next(ref position); entry != null; entry = _index.Next(ref position))
        {
            count += !entry->IsDeleted && (long)EntryTimes.Read(Entry.KeyOf(entry), EntryTimes.OfWindow).First >= first ? 1 : 0;
        }

        return count;
    }

    /// <summary>Adds the entries whose keys end with a time between two, both included, to a list, in no order.</summary>
    internal void CopyEntries(EntryList entries, long first, long last)
    {
        long position = 0;
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
