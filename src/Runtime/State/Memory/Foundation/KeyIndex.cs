using System.Numerics;
using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>
/// Finds entries by key: open addressing with linear probing in one native table, at most three quarters full. A removal closes its gap,
/// so that probes stay short however often keys come and go; the table shrinks when it has become mostly empty.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class KeyIndex : IDisposable
{
    private const int SmallestCapacity = 16;
    private const int LargestCapacity = 1 << 30;

    private Slot* _slots;
    private int _capacity;
    private int _shift;

    /// <summary>An empty index.</summary>
    public KeyIndex() => Resize(SmallestCapacity);

    /// <summary>Frees what nobody disposed of.</summary>
    ~KeyIndex() => NativeMemory.Free(_slots);

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => (long)_capacity * sizeof(Slot);

    /// <summary>The place of a key; null when it is not there. Valid until the next insertion or removal.</summary>
    public Slot* Find(ReadOnlySpan<byte> key, ulong hash)
    {
        var slots = _slots;
        int mask = _capacity - 1;
        for (int i = Home(hash); ; i = (i + 1) & mask)
        {
            var slot = slots + i;
            if (slot->Entry == null)
            {
                return null;
            }

            if (slot->Hash == hash && Entry.KeyOf(slot->Entry).SequenceEqual(key))
            {
                return slot;
            }
        }
    }

    /// <summary>The place of an entry that is there.</summary>
    public Slot* Find(Entry* entry, ulong hash)
    {
        int i = Home(hash);
        while (_slots[i].Entry != entry)
        {
            i = Next(i);
        }

        return &_slots[i];
    }

    /// <summary>Makes sure that the next <see cref="Insert"/> needs no memory.</summary>
    public void Reserve()
    {
        if (Count >= _capacity - _capacity / 4)
        {
            if (_capacity == LargestCapacity)
            {
                throw new InvalidOperationException($"A store cannot have more than {Count:N0} keys; use more partitions.");
            }

            Resize(_capacity * 2);
        }
    }

    /// <summary>Adds an entry whose key is not there, after <see cref="Reserve"/>.</summary>
    public void Insert(Entry* entry, ulong hash)
    {
        Place(new Slot { Hash = hash, Entry = entry });
        Count++;
    }

    /// <summary>Removes an entry.</summary>
    /// <param name="slot">Its place.</param>
    public void Remove(Slot* slot)
    {
        int gap = (int)(slot - _slots);
        for (int i = Next(gap); _slots[i].Entry != null; i = Next(i))
        {
            // What was pushed past the gap from its home, or from before, moves into the gap.
            if (Distance(Home(_slots[i].Hash), i) >= Distance(gap, i))
            {
                _slots[gap] = _slots[i];
                gap = i;
            }
        }

        _slots[gap] = default;
        Count--;
        if (_capacity > SmallestCapacity && Count < _capacity / 8)
        {
            Resize(_capacity / 2);
        }
    }

    /// <summary>Goes to the next entry, in no order.</summary>
    /// <param name="position">Where to go on from: 0 at first.</param>
    /// <returns>The entry; null at the end.</returns>
    public Entry* Next(ref int position)
    {
        while (position < _capacity)
        {
            var entry = _slots[position++].Entry;
            if (entry != null)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// Gives entries in the order of their hashes: those that are there all the time come once, whatever else is put in or taken out between
    /// the calls.
    /// </summary>
    /// <param name="cursor">Where to go on from, and where they go.</param>
    /// <param name="count">About how many; all of one hash come together.</param>
    /// <returns>Whether there may be more.</returns>
    public bool CopySlice(ContentCursor cursor, int count)
    {
        var found = cursor.Found;
        found.Clear();
        ulong position = cursor.Position;
        int home = Home(position);
        for (; home < _capacity && found.Count < count; home++)
        {
            // What was pushed past the places behind its home has only full ones before it.
            for (int i = home; _slots[i].Entry != null; i = Next(i))
            {
                if (Home(_slots[i].Hash) == home && _slots[i].Hash >= position)
                {
                    found.Add((nint)_slots[i].Entry);
                }
            }
        }

        cursor.Position = home == _capacity ? ulong.MaxValue : (ulong)home << _shift;
        return home < _capacity;
    }

    /// <summary>Removes all entries, and keeps the table unless it was mostly empty.</summary>
    public void Clear()
    {
        bool isMostlyEmpty = _capacity > SmallestCapacity && Count < _capacity / 8;
        NativeMemory.Clear(_slots, (nuint)_capacity * (nuint)sizeof(Slot));
        Count = 0;
        if (isMostlyEmpty)
        {
            Resize(_capacity / 2);
        }
    }

    /// <summary>Gives the memory back; the index must not be used any more.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        _capacity = 0;
        Count = 0;
        GC.SuppressFinalize(this);
    }

    private int Home(ulong hash) => (int)(hash >> _shift);

    private int Next(int i) => (i + 1) & (_capacity - 1);

    private int Distance(int from, int to) => (to - from) & (_capacity - 1);

    private void Place(Slot slot)
    {
        int i = Home(slot.Hash);
        while (_slots[i].Entry != null)
        {
            i = Next(i);
        }

        _slots[i] = slot;
    }

    private void Resize(int capacity)
    {
        var old = _slots;
        int oldCapacity = _capacity;
        _slots = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        _capacity = capacity;
        _shift = 64 - BitOperations.Log2((uint)capacity);
        for (int i = 0; i < oldCapacity; i++)
        {
            if (old[i].Entry != null)
            {
                Place(old[i]);
            }
        }

        NativeMemory.Free(old);
    }

    /// <summary>A place of the table; empty without an entry.</summary>
    internal struct Slot
    {
        public ulong Hash;
        public Entry* Entry;
    }
}
