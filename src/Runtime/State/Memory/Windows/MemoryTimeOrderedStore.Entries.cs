namespace GenStreams.State;

/// <content>The entries: where they lie, how they are linked, and how they go.</content>
internal sealed unsafe partial class MemoryTimeOrderedStore
{
    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        switch (moved->Role)
        {
            case EntryRole.Current:
                Replaced((Entry*)from, moved);
                break;
            case EntryRole.Directory:
                _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
                MoveLinks((Entry*)from, moved);
                break;
            case EntryRole.Old or EntryRole.Headers:
                _changes!.Moved(moved);
                break;
        }
    }

    /// <summary>The directory of a record key; null when it has none.</summary>
    private Entry* DirectoryOf(ReadOnlySpan<byte> recordKey)
    {
        var slot = _index.Find(recordKey, _hash.Of(recordKey));
        return slot == null ? null : slot->Entry;
    }

    /// <inheritdoc/>
    internal override int Find(ReadOnlySpan<byte> key, long earliest, long latestStart, ref WindowTimes[] found)
    {
        var directory = DirectoryOf(key);
        if (directory == null)
        {
            return 0;
        }

        int count = 0;
        var last = directory;
        for (var entry = EntryLinks.Of(directory)->Older; !IsDirectory(entry); entry = EntryLinks.Of(entry)->Older)
        {
            var times = TimesOf(entry);
            if ((long)times.First < earliest)
            {
                break;
            }

            long start = (long)(_timesLength == EntryTimes.OfSession ? times.Second : times.First);
            if (start <= latestStart && IsFound(entry))
            {
                if (count == found.Length)
                {
                    Array.Resize(ref found, count * 2);
                }

                found[count++] = new WindowTimes(start, TimestampOf(entry));
                last = entry;
            }
        }

        found.AsSpan(0, count).Reverse();

        // The next look-up may begin here.
        _finger = last;
        return count;
    }

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> key)
    {
        var entry = Find(key);
        return entry == null ? default : Entry.ValueOf(entry);
    }

    private bool IsFound(Entry* entry) =>
        Rules.FindsUnreadable ? !entry->IsDeleted && !IsExpired(TimesOf(entry)) : IsReadable(entry);

    private static bool IsDirectory(Entry* entry) => entry->Role == EntryRole.Directory;

    /// <summary>The entry of a windowed key, which may be deleted or not readable any more; null when there is none.</summary>
    private Entry* Find(ReadOnlySpan<byte> key)
    {
        var place = PlaceOf(key);
        return place != null && Holds(place, key) ? place : null;
    }

    /// <summary>Whether a place in the ring of a key is its entry.</summary>
    private bool Holds(Entry* place, ReadOnlySpan<byte> key) => !IsDirectory(place) && TimesOf(place) == TimesOf(key);

    /// <summary>
    /// The newest entry of a record key that is not newer than a windowed key's times; the directory when all are, null when there is none.
    /// </summary>
    private Entry* PlaceOf(ReadOnlySpan<byte> key)
    {
        var recordKey = key[..^_timesLength];
        var start = _finger != null && RecordKeyOf(_finger).SequenceEqual(recordKey) ? _finger : DirectoryOf(recordKey);
        if (start != null)
        {
            _finger = Seek(start, TimesOf(key));
        }

        return start == null ? null : _finger;
    }

    private Entry* Seek(Entry* entry, EntryTimes times)
    {
        if (IsDirectory(entry))
        {
            entry = EntryLinks.Of(entry)->Older;
        }

        if (IsDirectory(entry) || TimesOf(entry).CompareTo(times) > 0)
        {
            while (!IsDirectory(entry) && TimesOf(entry).CompareTo(times) > 0)
            {
                entry = EntryLinks.Of(entry)->Older;
            }

            return entry;
        }

        for (var newer = EntryLinks.Of(entry)->Newer; !IsDirectory(newer) && TimesOf(newer).CompareTo(times) <= 0; newer = EntryLinks.Of(entry)->Newer)
        {
            entry = newer;
        }

        return entry;
    }

    private ReadOnlySpan<byte> RecordKeyOf(Entry* entry) => IsDirectory(entry) ? Entry.KeyOf(entry) : Entry.KeyOf(entry)[..^_timesLength];

    private Entry* Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        var place = PlaceOf(key);
        return place != null && Holds(place, key)
            ? Overwrite(place, value, timestamp)
            : Insert(place == null ? NewDirectory(key[..^_timesLength]) : place, key, value, timestamp);
    }

    private Entry* Insert(Entry* older, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        var entry = NewEntry(EntryRole.Current, key, value.Length);
        Entry.SetValue(entry, value);
        entry->Timestamp = timestamp;
        EntryLinks.Insert(entry, older);
        _unclosed?.Add(entry);
        _order?.Insert(entry);
        _finger = entry;
        return entry;
    }

    private Entry* Overwrite(Entry* entry, ReadOnlySpan<byte> value, long timestamp)
    {
        int capacity = EntryLinks.ValueCapacity(entry);
        if (!Entry.IsRoomRight(capacity, value.Length))
        {
            // A value that grew is likely to grow again.
            var replaced = entry;
            int slack = value.Length > capacity ? value.Length / 4 : 0;
            entry = Replace(replaced, checked(value.Length + slack));
            Free(replaced);
        }

        Entry.SetValue(entry, value);
        entry->Timestamp = timestamp;
        return entry;
    }

    /// <summary>Puts another entry of the same key, still without a value, in the place of an entry, which is left alone.</summary>
    private Entry* Replace(Entry* replaced, int valueCapacity)
    {
        var entry = NewEntry(EntryRole.Current, Entry.KeyOf(replaced), valueCapacity);
        entry->Change = replaced->Change;
        *EntryLinks.Of(entry) = *EntryLinks.Of(replaced);
        Replaced(replaced, entry);
        return entry;
    }

    /// <summary>Tells all that point to an entry where it is now.</summary>
    private void Replaced(Entry* from, Entry* to)
    {
        MoveLinks(from, to);
        _unclosed?.Replace(to);
        _order?.Replace(from, to);
        if (to->IsHeldBack)
        {
            _changes![to->Change].Entry = to;
        }
    }

    private void MoveLinks(Entry* from, Entry* to)
    {
        var links = EntryLinks.Of(to);
        if (links->Older == from)
        {
            // A ring of one.
            EntryLinks.Close(to);
        }
        else
        {
            EntryLinks.Of(links->Older)->Newer = to;
            EntryLinks.Of(links->Newer)->Older = to;
        }

        if (_finger == from)
        {
            _finger = to;
        }
    }

    /// <summary>Removes an entry at once.</summary>
    private void Remove(Entry* entry)
    {
        if (_finger == entry)
        {
            _finger = EntryLinks.Of(entry)->Older;
        }

        _unclosed?.Remove(entry);
        _order?.Remove(entry);
        EntryLinks.Remove(entry);
        Free(entry);
    }

    /// <summary>
    /// Removes what lies in segments that have expired, but for changes that the record cache still holds back: those go when they are taken.
    /// </summary>
    /// <param name="isNoted">Whether it can come back.</param>
    private void RemoveExpired(bool isNoted)
    {
        Entry* empty = null;
        long position = 0;
        for (var directory = _index.Next(ref position); directory != null; directory = _index.Next(ref position))
        {
            var entry = EntryLinks.Of(directory)->Newer;
            while (!IsDirectory(entry) && IsExpired(TimesOf(entry)))
            {
                var newer = EntryLinks.Of(entry)->Newer;
                if (!entry->IsHeldBack)
                {
                    if (isNoted)
                    {
                        Note(entry, Entry.KeyOf(entry));
                    }

                    Remove(entry);
                }

                entry = newer;
            }

            if (EntryLinks.Of(directory)->Older == directory)
            {
                // The index must not change while it is walked.
                EntryLinks.Of(directory)->Newer = empty;
                empty = directory;
            }
        }

        RemoveDirectories(empty);
    }

    private void RemoveDirectories(Entry* first)
    {
        while (first != null)
        {
            var directory = first;
            first = EntryLinks.Of(directory)->Newer;
            if (_finger == directory)
            {
                _finger = null;
            }

            ulong hash = _hash.Of(Entry.KeyOf(directory));
            _index.Remove(_index.Find(directory, hash), hash);
            Free(directory);
        }
    }

    private Entry* NewDirectory(ReadOnlySpan<byte> recordKey)
    {
        var directory = NewEntry(EntryRole.Directory, recordKey, valueCapacity: 0);
        EntryLinks.Close(directory);
        _index.Insert(directory, _hash.Of(recordKey));
        return directory;
    }

    private Entry* NewEntry(EntryRole role, ReadOnlySpan<byte> key, int valueCapacity) =>
        Entry.Create(_arena, role, key, checked(valueCapacity + sizeof(EntryLinks)));

    private void Free(Entry* entry) => _arena.Free(&entry->Block);
}
