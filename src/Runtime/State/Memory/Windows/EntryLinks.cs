namespace GenStreams.State;

/// <summary>
/// The end of a block of a <see cref="MemoryTimeOrderedStore"/>: its neighbours in the ring of a record key's entries, which the key's
/// directory closes. From the directory on, <see cref="Older"/> goes from the newest entry to the oldest.
/// </summary>
internal unsafe struct EntryLinks
{
    /// <summary><see cref="Place"/> of an entry that is in no <see cref="CloseQueue"/>.</summary>
    public const int NoPlace = -1;

    /// <summary>The next older entry; after the oldest the directory.</summary>
    public Entry* Older;

    /// <summary>The next newer entry; after the newest the directory.</summary>
    public Entry* Newer;

    /// <summary>The place in the queue of what has not closed yet.</summary>
    public long Place;

    /// <summary>Those of a block.</summary>
    public static EntryLinks* Of(Entry* entry) => (EntryLinks*)((byte*)entry + entry->Block.Size) - 1;

    /// <summary>How long the value of an entry with links can become without moving it.</summary>
    public static int ValueCapacity(Entry* entry) => entry->ValueCapacity - sizeof(EntryLinks);

    /// <summary>Makes a new directory's ring, which is empty.</summary>
    public static void Close(Entry* directory) => *Of(directory) = new EntryLinks { Older = directory, Newer = directory, Place = NoPlace };

    /// <summary>Puts a new entry into a ring.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="older">What comes after it on the way to older ones.</param>
    public static void Insert(Entry* entry, Entry* older)
    {
        var newer = Of(older)->Newer;
        *Of(entry) = new EntryLinks { Older = older, Newer = newer, Place = NoPlace };
        Of(older)->Newer = entry;
        Of(newer)->Older = entry;
    }

    /// <summary>Takes an entry out of its ring.</summary>
    public static void Remove(Entry* entry)
    {
        var links = Of(entry);
        Of(links->Older)->Newer = links->Newer;
        Of(links->Newer)->Older = links->Older;
    }
}
