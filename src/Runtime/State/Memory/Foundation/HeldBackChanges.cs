using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The keys of a store that were changed since the last flush of its record cache, ordered by each key's last change: a linked list in
/// one array, whose places are reused.
/// </summary>
internal sealed unsafe class HeldBackChanges(RecordCacheBudget budget)
{
    /// <summary>No place.</summary>
    public const int None = -1;

    /// <summary>What a change counts in the budget apart from its bytes: about what Kafka Streams counts.</summary>
    private const int Overhead = 64;

    private Change[] _changes = [];
    private int _last = None;
    private int _free = None;
    private long _used;

    /// <summary>The change that comes first.</summary>
    public int First { get; private set; } = None;

    /// <summary>Whether there is no change.</summary>
    public bool IsEmpty => First == None;

    /// <summary>Whether the budget, which other stores share, is exceeded.</summary>
    public bool IsBudgetExceeded => budget.IsExceeded;

    /// <summary>The change at a place; valid until the next <see cref="Add"/>.</summary>
    public ref Change this[int place] => ref _changes[place];

    /// <summary>Adds a change at the end.</summary>
    /// <returns>Its place, which it keeps.</returns>
    public int Add(Entry* entry, bool existed)
    {
        if (_free == None)
        {
            Grow();
        }

        int place = _free;
        _free = _changes[place].Next;
        _changes[place] = new Change { Entry = entry, Existed = existed };
        Append(place);
        return place;
    }

    /// <summary>Makes a change the last one, and counts it anew.</summary>
    public void Touch(int place)
    {
        if (place != _last)
        {
            Unlink(place);
            Append(place);
        }

        ref var change = ref _changes[place];
        int headers = change.Headers == null ? 0 : change.Headers->ValueLength;
        long size = (long)Overhead + change.Entry->KeyLength + change.Entry->ValueLength + headers;
        Count(size - change.Counted);
        change.Counted = size;
    }

    /// <summary>What became of a key.</summary>
    /// <param name="change">The change.</param>
    /// <param name="timestamp">The timestamp that goes on with it, milliseconds since 1970-01-01 UTC.</param>
    public static KeyValueChange Describe(in Change change, long timestamp)
    {
        var oldValue = change.Old == null ? Bytes.Null : Entry.ValueOf(change.Old);
        var newValue = change.Entry->IsDeleted ? Bytes.Null : Entry.ValueOf(change.Entry);
        var headers = change.Headers == null ? default : Entry.ValueOf(change.Headers);
        return new KeyValueChange(Entry.KeyOf(change.Entry), oldValue, newValue, timestamp, headers, change.Origin);
    }

    /// <summary>Keeps where the last writer came from, and its headers, these in the arena of the store.</summary>
    public void SetRecord(int place, CurrentRecord? record, NativeArena arena)
    {
        ref var change = ref _changes[place];
        change.Origin = record?.Origin ?? RecordOrigin.None;
        int length = record?.Headers.Encoded.Length ?? 0;
        if (change.Headers != null && (length == 0 || !Entry.IsRoomRight(change.Headers->ValueCapacity, length)))
        {
            arena.Free(&change.Headers->Block);
            change.Headers = null;
        }

        if (length > 0)
        {
            if (change.Headers == null)
            {
                change.Headers = Entry.Create(arena, EntryRole.Headers, key: default, length);
                change.Headers->Change = place;
            }

            Entry.SetValue(change.Headers, record!.Headers.Encoded);
        }
    }

    /// <summary>Notes that a block that belongs to a change lies elsewhere now.</summary>
    /// <param name="moved">The block: an old entry, or headers.</param>
    public void Moved(Entry* moved)
    {
        ref var change = ref _changes[moved->Change];
        if (moved->Role == EntryRole.Old)
        {
            change.Old = moved;
        }
        else
        {
            change.Headers = moved;
        }
    }

    /// <summary>Removes a change, and frees what was kept for it in the arena of the store.</summary>
    /// <returns>The key's entry, which has no change any more.</returns>
    /// <param name="place">Its place.</param>
    /// <param name="arena">The arena.</param>
    /// <param name="mark">What the entry is marked with from now on.</param>
    public Entry* Remove(int place, NativeArena arena, int mark)
    {
        var change = _changes[place];
        Count(-change.Counted);
        Unlink(place);
        _changes[place].Next = _free;
        _free = place;
        if (change.Old != null)
        {
            arena.Free(&change.Old->Block);
        }

        if (change.Headers != null)
        {
            arena.Free(&change.Headers->Block);
        }

        change.Entry->Change = mark;
        return change.Entry;
    }

    /// <summary>Forgets all changes; what was kept for them goes with the arena.</summary>
    public void Clear()
    {
        Count(-_used);
        while (First != None)
        {
            int place = First;
            Unlink(place);
            _changes[place].Next = _free;
            _free = place;
        }
    }

    private void Count(long bytes)
    {
        _used += bytes;
        budget.Add(bytes);
    }

    private void Append(int place)
    {
        ref var change = ref _changes[place];
        change.Previous = _last;
        change.Next = None;
        if (_last == None)
        {
            First = place;
        }
        else
        {
            _changes[_last].Next = place;
        }

        _last = place;
    }

    private void Unlink(int place)
    {
        ref var change = ref _changes[place];
        if (change.Previous == None)
        {
            First = change.Next;
        }
        else
        {
            _changes[change.Previous].Next = change.Next;
        }

        if (change.Next == None)
        {
            _last = change.Previous;
        }
        else
        {
            _changes[change.Next].Previous = change.Previous;
        }
    }

    private void Grow()
    {
        int count = _changes.Length;
        Array.Resize(ref _changes, Math.Max(16, count * 2));
        for (int i = _changes.Length - 1; i >= count; i--)
        {
            _changes[i].Next = _free;
            _free = i;
        }
    }

    /// <summary>A key that was changed.</summary>
    internal struct Change
    {
        /// <summary>The entry of the key, which is marked as deleted when it was deleted.</summary>
        public Entry* Entry;

        /// <summary>The entry as of the last flush, where old values are kept and there was one.</summary>
        public Entry* Old;

        /// <summary>The headers of the last writer; null: it had none.</summary>
        public Entry* Headers;

        /// <summary>Where the last writer came from.</summary>
        public RecordOrigin Origin;

        /// <summary>Whether the key was there at the last flush.</summary>
        public bool Existed;

        public int Previous;
        public int Next;

        /// <summary>What is counted in the budget for it.</summary>
        public long Counted;
    }
}
