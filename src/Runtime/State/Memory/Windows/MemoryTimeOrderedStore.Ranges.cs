using GenStreams.Processing;

namespace GenStreams.State;

/// <content>Reading many entries. They are copied: what is read stays as it was at the call.</content>
internal sealed unsafe partial class MemoryTimeOrderedStore
{
    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool hasMore = _index.CopySlice(cursor, count);
        foreach (nint found in cursor.Found)
        {
            var directory = (Entry*)found;
            for (var entry = EntryLinks.Of(directory)->Newer; entry != directory; entry = EntryLinks.Of(entry)->Newer)
            {
                if (!entry->IsDeleted)
                {
                    target.Append(LogKey(Entry.KeyOf(entry)), Entry.ValueOf(entry), entry->Timestamp);
                }
            }
        }

        return hasMore;
    }

    /// <inheritdoc/>
    public override void CopyRange(Bytes from, Bytes to, List<StateEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var walk = new Walk(this);
        for (var entry = walk.Next(); entry != null; entry = walk.Next())
        {
            var key = Entry.KeyOf(entry);
            if (StateEntry.IsBetween(key, from, to))
            {
                entries.Add(StateEntry.Copy(key, Entry.ValueOf(entry), TimestampOf(entry)));
            }
        }
    }

    /// <summary>Goes through all entries that can be read: the record keys in no order, the entries of each from the newest on.</summary>
    private ref struct Walk(MemoryTimeOrderedStore store)
    {
        private int _position;
        private Entry* _entry;

        /// <summary>Gives the next; null at the end.</summary>
        public Entry* Next()
        {
            while (true)
            {
                _entry = _entry == null || IsDirectory(_entry) ? store._index.Next(ref _position) : _entry;
                if (_entry == null)
                {
                    return null;
                }

                _entry = EntryLinks.Of(_entry)->Older;
                if (!IsDirectory(_entry) && store.IsReadable(_entry))
                {
                    return _entry;
                }
            }
        }
    }
}
