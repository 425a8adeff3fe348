using System.Buffers.Binary;

namespace GenStreams.State;

/// <summary>
/// Entries in native memory that are found by key and taken in the order of their times, then of the bytes of their keys: an index and
/// a heap over the same blocks. What the buffers of suppress and of joins with grace have in common.
/// </summary>
/// <remarks>
/// <see cref="Entry.Timestamp"/> is the time that orders, <see cref="Entry.Change"/> the place in the heap. A value begins with
/// <see cref="MarkSize"/> bytes of this class's own: the place among the marked entries.
/// </remarks>
internal sealed unsafe class TimeOrderedEntries : IBlockOwner, IDisposable
{
    /// <summary>Bytes of a value that are not the caller's.</summary>
    private const int MarkSize = 4;

    private const int None = -1;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private Entry*[] _heap = new Entry*[16];
    private Entry*[] _marked = [];
    private int _markedCount;

    public TimeOrderedEntries() => _arena = new NativeArena(this);

    /// <summary>How many entries there are, without those that are only marked any more.</summary>
    public int Count { get; private set; }

    /// <summary>How many entries are marked.</summary>
    public int MarkedCount => _markedCount;

    /// <summary>The native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes;

    /// <summary>The entry that comes first; null when there is none.</summary>
    public Entry* First => Count == 0 ? null : _heap[0];

    /// <summary>A marked entry; one of a removed key is deleted.</summary>
    public Entry* Marked(int place) => _marked[place];

    /// <summary>The value of an entry.</summary>
    public static ReadOnlySpan<byte> ValueOf(Entry* entry) => Entry.ValueOf(entry)[MarkSize..];

    /// <summary>The entry of a key; null when there is none.</summary>
    public Entry* Find(ReadOnlySpan<byte> key)
    {
        var slot = _index.Find(key, _hash.Of(key));
        return slot == null || slot->Entry->IsDeleted ? null : slot->Entry;
    }

    /// <summary>Sets the value of a key. A key that is there keeps its time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, which does not lie in here.</param>
    /// <param name="time">Orders a new key.</param>
    /// <param name="mark">Whether the entry is to be marked.</param>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long time, bool mark)
    {
        ulong hash = _hash.Of(key);
        var slot = _index.Find(key, hash);
        var entry = slot == null ? Insert(key, hash, value.Length) : WithRoom(slot, value.Length);
        bool isNew = entry->IsDeleted;
        value.CopyTo(Entry.Resize(entry, MarkSize + value.Length)[MarkSize..]);
        if (isNew)
        {
            entry->Timestamp = time;
            Push(entry);
        }

        if (mark)
        {
            Mark(entry);
        }

        _arena.Compact();
    }

    /// <summary>Removes an entry. It is gone after the next call of another method, unless it is marked.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="mark">Whether the key is to be marked.</param>
    public void Remove(Entry* entry, bool mark)
    {
        RemoveFromHeap(entry->Change);
        if (mark)
        {
            Mark(entry);
        }

        if (MarkOf(entry) == None)
        {
            Drop(entry);
        }
        else
        {
            // The mark itself outlives the value.
            Entry.Delete(entry);
        }

        _arena.Compact();
    }

    /// <summary>Takes all marks away; keys that were removed go with theirs.</summary>
    public void ClearMarks()
    {
        for (int i = 0; i < _markedCount; i++)
        {
            var entry = _marked[i];
            SetMark(entry, None);
            if (entry->IsDeleted)
            {
                Drop(entry);
            }
        }

        _markedCount = 0;
        _arena.Compact();
    }

    /// <summary>Gives entries in the order of the hashes of their keys, also removed ones that are still marked.</summary>
    /// <param name="cursor">Where to go on from, and where they go.</param>
    /// <param name="count">About how many.</param>
    /// <returns>Whether there may be more.</returns>
    public bool CopySlice(ContentCursor cursor, int count) => _index.CopySlice(cursor, count);

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        Count = 0;
        _markedCount = 0;
        _index.Clear();
        _arena.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Count = 0;
        _markedCount = 0;
        _arena.Dispose();
        _index.Dispose();
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
        Repoint(moved);
    }

    private static Span<byte> MarkBytes(Entry* entry) => new((byte*)(entry + 1) + entry->KeyLength, MarkSize);

    private static int MarkOf(Entry* entry) => BinaryPrimitives.ReadInt32LittleEndian(MarkBytes(entry));

    private static void SetMark(Entry* entry, int place) => BinaryPrimitives.WriteInt32LittleEndian(MarkBytes(entry), place);

    private static bool ComesBefore(Entry* left, Entry* right) => left->Timestamp != right->Timestamp
        ? left->Timestamp < right->Timestamp
        : Entry.KeyOf(left).SequenceCompareTo(Entry.KeyOf(right)) < 0;

    private Entry* Insert(ReadOnlySpan<byte> key, ulong hash, int length)
    {
        var entry = NewEntry(key, length);
        SetMark(entry, None);
        _index.Insert(entry, hash);
        return entry;
    }

    /// <summary>The entry of a place, or one in its place that has room.</summary>
    private Entry* WithRoom(KeyIndex.Slot* slot, int length)
    {
        var entry = slot->Entry;
        if (entry->ValueCapacity >= MarkSize + length)
        {
            return entry;
        }

        var replacement = NewEntry(Entry.KeyOf(entry), length + length / 4);
        SetMark(replacement, MarkOf(entry));
        replacement->Timestamp = entry->Timestamp;
        replacement->Change = entry->Change;
        if (!entry->IsDeleted)
        {
            Entry.Resize(replacement, MarkSize);
        }

        slot->Entry = replacement;
        Repoint(replacement);
        _arena.Free(&entry->Block);
        return replacement;
    }

    private Entry* NewEntry(ReadOnlySpan<byte> key, int length)
    {
        var entry = (Entry*)_arena.Allocate(Entry.SizeFor(key.Length, MarkSize + length));
        Entry.Initialize(entry, EntryRole.Current, key);
        return entry;
    }

    /// <summary>Removes what nothing but the index has any more.</summary>
    private void Drop(Entry* entry)
    {
        ulong hash = _hash.Of(Entry.KeyOf(entry));
        _index.Remove(_index.Find(entry, hash), hash);
        _arena.Free(&entry->Block);
    }

    private void Mark(Entry* entry)
    {
        if (MarkOf(entry) != None)
        {
            return;
        }

        Grow(ref _marked, _markedCount);
        SetMark(entry, _markedCount);
        _marked[_markedCount++] = entry;
    }

    /// <summary>Tells those who point to an entry where it is.</summary>
    private void Repoint(Entry* entry)
    {
        if (!entry->IsDeleted)
        {
            _heap[entry->Change] = entry;
        }

        int mark = MarkOf(entry);
        if (mark != None)
        {
            _marked[mark] = entry;
        }
    }

    private void Push(Entry* entry)
    {
        Grow(ref _heap, Count);
        SiftUp(Count++, entry);
    }

    private void RemoveFromHeap(int place)
    {
        var last = _heap[--Count];
        if (place == Count)
        {
            return;
        }

        if (place > 0 && ComesBefore(last, _heap[(place - 1) / 2]))
        {
            SiftUp(place, last);
        }
        else
        {
            SiftDown(place, last);
        }
    }

    private void SiftUp(int place, Entry* entry)
    {
        for (; place > 0; place = (place - 1) / 2)
        {
            var parent = _heap[(place - 1) / 2];
            if (!ComesBefore(entry, parent))
            {
                break;
            }

            Set(place, parent);
        }

        Set(place, entry);
    }

    private void SiftDown(int place, Entry* entry)
    {
        for (int child = 2 * place + 1; child < Count; child = 2 * place + 1)
        {
            if (child + 1 < Count && ComesBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!ComesBefore(_heap[child], entry))
            {
                break;
            }

            Set(place, _heap[child]);
            place = child;
        }

        Set(place, entry);
    }

    private void Set(int place, Entry* entry)
    {
        _heap[place] = entry;
        entry->Change = place;
    }

    private static void Grow(ref Entry*[] entries, int count)
    {
        if (count == entries.Length)
        {
            var grown = new Entry*[Math.Max(16, count * 2)];
            Array.Copy(entries, grown, count);
            entries = grown;
        }
    }
}
