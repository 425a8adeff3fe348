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
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_order == null)
        {
            _order = new EntryOrder();
            long position = 0;
            for (var directory = _index.Next(ref position); directory != null; directory = _index.Next(ref position))
            {
                for (var entry = EntryLinks.Of(directory)->Newer; entry != directory; entry = EntryLinks.Of(entry)->Newer)
                {
                    _order.Add(entry);
                }
            }

            _order.Build();
        }

        for (var entry = _order.Seek(key, mode); entry != null; entry = _order.Next(mode))
        {
            if (IsReadable(entry))
            {
                found = new RangeEntry(Entry.KeyOf(entry), Entry.ValueOf(entry), TimestampOf(entry));
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>Goes through all entries that can be read: the record keys in no order, the entries of each from the newest on.</summary>
    private ref struct Walk(MemoryTimeOrderedStore store)
    {
        private long _position;
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
