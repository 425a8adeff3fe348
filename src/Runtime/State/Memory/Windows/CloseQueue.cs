namespace GenStreams.State;

/// <summary>
/// The entries of a store that have not closed yet, by their times and then their keys: a binary heap, in which each entry knows its
/// place, so that one that is deleted leaves at once.
/// </summary>
internal sealed unsafe class CloseQueue(int timesLength)
{
    private Item[] _items = new Item[64];
    private int _count;

    /// <summary>Finds the entry that closes first.</summary>
    /// <param name="limit">The last time that has closed.</param>
    /// <param name="entry">The entry, which stays in the queue.</param>
    /// <returns>Whether there is one that has closed.</returns>
    public bool TryPeek(long limit, out Entry* entry)
    {
        bool isClosed = limit >= 0 && _count > 0 && _items[0].Times.First <= (ulong)limit;
        entry = isClosed ? _items[0].Entry : null;
        return isClosed;
    }

    /// <summary>Adds an entry.</summary>
    public void Add(Entry* entry)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        Up(_count++, new Item { Times = EntryTimes.Read(Entry.KeyOf(entry), timesLength), Entry = entry });
    }

    /// <summary>Removes an entry, if it is there.</summary>
    public void Remove(Entry* entry)
    {
        int place = (int)EntryLinks.Of(entry)->Place;
        if (place == EntryLinks.NoPlace)
        {
            return;
        }

        EntryLinks.Of(entry)->Place = EntryLinks.NoPlace;
        var last = _items[--_count];
        if (place == _count)
        {
            return;
        }

        if (place > 0 && IsBefore(last, _items[(place - 1) / 2]))
        {
            Up(place, last);
        }
        else
        {
            Down(place, last);
        }
    }

    /// <summary>Takes note that an entry's block is another now.</summary>
    public void Replace(Entry* entry)
    {
        int place = (int)EntryLinks.Of(entry)->Place;
        if (place != EntryLinks.NoPlace)
        {
            _items[place].Entry = entry;
        }
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => _count = 0;

    private void Up(int place, Item item)
    {
        while (place > 0 && IsBefore(item, _items[(place - 1) / 2]))
        {
            Set(place, _items[(place - 1) / 2]);
            place = (place - 1) / 2;
        }

        Set(place, item);
    }

    private void Down(int place, Item item)
    {
        for (int child = (2 * place) + 1; child < _count; child = (2 * place) + 1)
        {
            if (child + 1 < _count && IsBefore(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (!IsBefore(_items[child], item))
            {
                break;
            }

            Set(place, _items[child]);
            place = child;
        }

        Set(place, item);
    }

    private void Set(int place, Item item)
    {
        _items[place] = item;
        EntryLinks.Of(item.Entry)->Place = place;
    }

    private bool IsBefore(in Item left, in Item right)
    {
        int order = left.Times.CompareTo(right.Times);
        return order != 0 ? order < 0 : KeyOf(left.Entry).SequenceCompareTo(KeyOf(right.Entry)) < 0;
    }

    private ReadOnlySpan<byte> KeyOf(Entry* entry) => Entry.KeyOf(entry)[..^timesLength];

    private struct Item
    {
        public EntryTimes Times;
        public Entry* Entry;
    }
}
