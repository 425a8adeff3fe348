using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>
/// Finds entries by key. The first bits of a hash choose one of many small tables, which double in number by being split one at a time: so
/// no call moves more than one table has, however many keys there are. In a table, entries lie in the order of their hashes but for
/// collisions: open addressing with linear probing.
/// </summary>
/// <remarks>
/// A removal closes its gap, so that probes stay short however often keys come and go; a table shrinks when it has become mostly empty.
/// Not thread-safe.
/// </remarks>
internal sealed unsafe class KeyIndex : IDisposable
{
    /// <summary>The most slots of a table: what one call may have to move.</summary>
    internal const int LargestTable = 8192;

    private const int SmallestTable = 16;

    /// <summary>Tables that are larger grow by a quarter instead of twice, so that most of their places are in use.</summary>
    private const int LargeTable = 1024;

    private const int LargestDepth = 18;

    private Table** _tables;
    private int _depth;

    /// <summary>An empty index.</summary>
    public KeyIndex()
    {
        _tables = (Table**)NativeMemory.Alloc((nuint)sizeof(Table*));
        _tables[0] = NewTable(0, SmallestTable);
    }

    /// <summary>Frees what nobody disposed of.</summary>
    ~KeyIndex() => Free();

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>How many entries the call moved that moved most.</summary>
    internal int MostMoved { get; private set; }

    /// <summary>The place of a key; null when it is not there. Valid until the next insertion or removal.</summary>
    public Slot* Find(ReadOnlySpan<byte> key, ulong hash)
    {
        var table = TableOf(hash);
        uint part = PartOf(hash);
        for (var slot = table->Home(part); slot->Entry != null; slot = table->Next(slot))
        {
            if (slot->Hash == part && Entry.KeyOf(slot->Entry).SequenceEqual(key))
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>The place of an entry that is there.</summary>
    public Slot* Find(Entry* entry, ulong hash)
    {
        var table = TableOf(hash);
        var slot = table->Home(PartOf(hash));
        while (slot->Entry != entry)
        {
            slot = table->Next(slot);
        }

        return slot;
    }

    /// <summary>Adds an entry whose key is not there.</summary>
    public void Insert(Entry* entry, ulong hash)
    {
        var table = TableOf(hash);
        while (table->IsFull)
        {
            Grow(table, hash);
            table = TableOf(hash);
        }

        table->Place(new Slot { Hash = PartOf(hash), Entry = entry });
        table->Count++;
        Count++;
    }

    /// <summary>Removes an entry.</summary>
    /// <param name="slot">Its place.</param>
    /// <param name="hash">Its hash.</param>
    public void Remove(Slot* slot, ulong hash)
    {
        var table = TableOf(hash);
        table->Remove(slot);
        Count--;
        if (table->Capacity > SmallestTable && table->Count < table->Capacity / 8)
        {
            Replace(table, hash, NewTable(table->Depth, table->Capacity / 2));
        }
    }

    /// <summary>Goes to the next entry, in the order of the hashes. Nothing is to be put in or taken out meanwhile.</summary>
    /// <param name="position">Where to go on from: 0 at first.</param>
    /// <returns>The entry; null at the end.</returns>
    public Entry* Next(ref long position)
    {
        for (long directory = position / LargestTable; directory < 1L << _depth; directory++)
        {
            var table = _tables[directory];
            for (long i = IsFirst(directory) ? position % LargestTable : table->Capacity; i < table->Capacity; i++)
            {
                if (table->Slots[i].Entry != null)
                {
                    position = (directory * LargestTable) + i + 1;
                    return table->Slots[i].Entry;
                }
            }

            position = (directory + 1) * LargestTable;
        }

        return null;
    }

    /// <summary>
    /// Gives entries in the order of their hashes: those that are there all the time come once, whatever else is put in or taken out between
    /// the calls.
    /// </summary>
    /// <param name="cursor">Where to go on from, and where they go.</param>
    /// <param name="count">About how many; all of one home come together.</param>
    /// <returns>Whether there may be more.</returns>
    public bool CopySlice(ContentCursor cursor, int count)
    {
        cursor.Found.Clear();
        while (cursor.Found.Count < count)
        {
            // The position is the part of the hash from which on entries are wanted, and 2 to the power of 32 at the end.
            if (cursor.Position > uint.MaxValue)
            {
                return false;
            }

            var table = _tables[_depth == 0 ? 0 : (long)(cursor.Position >> (32 - _depth))];
            cursor.Position = table->CopySlice((uint)cursor.Position, count, cursor.Found);
        }

        return true;
    }

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        Free();
        _tables = (Table**)NativeMemory.Alloc((nuint)sizeof(Table*));
        _depth = 0;
        Count = 0;
        _tables[0] = NewTable(0, SmallestTable);
    }

    /// <summary>Gives the memory back; the index must not be used any more.</summary>
    public void Dispose()
    {
        Free();
        Count = 0;
        GC.SuppressFinalize(this);
    }

    /// <summary>The part of a hash that is kept with an entry.</summary>
    private static uint PartOf(ulong hash) => (uint)(hash >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Table* TableOf(ulong hash) => _tables[hash >> 1 >> (63 - _depth)];

    /// <summary>Whether a place of the directory is the first that has its table.</summary>
    private bool IsFirst(long place) => place == 0 || _tables[place] != _tables[place - 1];

    private void Grow(Table* table, ulong hash)
    {
        if (table->Capacity < LargestTable)
        {
            int capacity = table->Capacity < LargeTable ? table->Capacity * 2 : table->Capacity / 4 * 5;
            Replace(table, hash, NewTable(table->Depth, Math.Min(capacity, LargestTable)));
            return;
        }

        if (table->Depth == LargestDepth)
        {
            throw new InvalidOperationException($"A store cannot have more than {Count:N0} keys; use more partitions.");
        }

        if (table->Depth == _depth)
        {
            DoubleDirectory();
        }

        int half = LargestTable / 8 * 5;
        var left = NewTable(table->Depth + 1, half);
        var right = NewTable(table->Depth + 1, half);
        for (int i = 0; i < table->Capacity; i++)
        {
            var slot = table->Slots[i];
            if (slot.Entry != null)
            {
                var target = ((slot.Hash << table->Depth) & 0x8000_0000) == 0 ? left : right;
                target->Place(slot);
                target->Count++;
            }
        }

        long span = 1L << (_depth - table->Depth);
        long first = FirstPlace(table, hash);
        for (long i = 0; i < span; i++)
        {
            _tables[first + i] = i < span / 2 ? left : right;
        }

        MostMoved = Math.Max(MostMoved, table->Count);
        FreeTable(table);
    }

    /// <summary>The directory is small: a place for each few thousand keys.</summary>
    private void DoubleDirectory()
    {
        long count = 1L << _depth;
        var tables = (Table**)NativeMemory.Alloc((nuint)count * 2, (nuint)sizeof(Table*));
        for (long i = 0; i < count; i++)
        {
            tables[2 * i] = tables[(2 * i) + 1] = _tables[i];
        }

        NativeMemory.Free(_tables);
        _tables = tables;
        _depth++;
    }

    /// <summary>Puts a table of another size in the place of one.</summary>
    private void Replace(Table* table, ulong hash, Table* other)
    {
        for (int i = 0; i < table->Capacity; i++)
        {
            if (table->Slots[i].Entry != null)
            {
                other->Place(table->Slots[i]);
            }
        }

        other->Count = table->Count;
        long first = FirstPlace(table, hash);
        for (long i = 0; i < 1L << (_depth - table->Depth); i++)
        {
            _tables[first + i] = other;
        }

        MostMoved = Math.Max(MostMoved, table->Count);
        FreeTable(table);
    }

    private long FirstPlace(Table* table, ulong hash) =>
        (long)(hash >> 1 >> (63 - table->Depth)) << (_depth - table->Depth);

    private Table* NewTable(int depth, int capacity)
    {
        nuint size = (nuint)sizeof(Table) + ((nuint)capacity * (nuint)sizeof(Slot));
        var table = (Table*)NativeMemory.AllocZeroed(size);
        table->Depth = depth;
        table->Capacity = capacity;
        AllocatedBytes += (long)size;
        return table;
    }

    private void FreeTable(Table* table)
    {
        AllocatedBytes -= sizeof(Table) + ((long)table->Capacity * sizeof(Slot));
        NativeMemory.Free(table);
    }

    private void Free()
    {
        if (_tables == null)
        {
            return;
        }

        for (long i = (1L << _depth) - 1; i >= 0; i--)
        {
            if (IsFirst(i))
            {
                FreeTable(_tables[i]);
            }
        }

        NativeMemory.Free(_tables);
        _tables = null;
    }

    /// <summary>A place of a table; empty without an entry.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal struct Slot
    {
        /// <summary>The first 32 bits of the hash.</summary>
        public uint Hash;
        public Entry* Entry;
    }

    /// <summary>The head of a table; its slots follow.</summary>
    private struct Table
    {
        public int Depth;
        public int Capacity;
        public int Count;

        public readonly bool IsFull => Count >= Capacity / 16 * 13;

        public Slot* Slots => (Slot*)((Table*)Unsafe.AsPointer(ref this) + 1);

        /// <summary>Where an entry lies unless others lie there.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Slot* Home(uint part) => Slots + HomeOf(part);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Slot* Next(Slot* slot) => ++slot == Slots + Capacity ? Slots : slot;

        public void Place(Slot entry)
        {
            var slot = Home(entry.Hash);
            while (slot->Entry != null)
            {
                slot = Next(slot);
            }

            *slot = entry;
        }

        public void Remove(Slot* gap)
        {
            for (var slot = Next(gap); slot->Entry != null; slot = Next(slot))
            {
                // What was pushed past the gap from its home, or from before, moves into the gap.
                if (Distance(Home(slot->Hash), slot) >= Distance(gap, slot))
                {
                    *gap = *slot;
                    gap = slot;
                }
            }

            *gap = default;
            Count--;
        }

        /// <summary>Gives entries from a part of the hash on.</summary>
        /// <returns>Where to go on from.</returns>
        public ulong CopySlice(uint from, int count, List<nint> found)
        {
            ulong step = 1UL << (32 - Depth);
            ulong first = from / step * step;
            for (int home = HomeOf(from); home < Capacity; home++)
            {
                if (found.Count >= count)
                {
                    // The least part of a hash that has this home.
                    ulong least = (((ulong)home << 32) + (uint)Capacity - 1) / (uint)Capacity;
                    return first + (least + (1UL << Depth) - 1 >> Depth);
                }

                // What was pushed past the places behind its home has only full ones before it.
                for (var slot = Slots + home; slot->Entry != null; slot = Next(slot))
                {
                    if (slot->Hash >= from && HomeOf(slot->Hash) == home)
                    {
                        found.Add((nint)slot->Entry);
                    }
                }
            }

            return first + step;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly int HomeOf(uint part) => (int)(((ulong)(part << Depth) * (uint)Capacity) >> 32);

        private readonly int Distance(Slot* from, Slot* to) => (int)(to >= from ? to - from : to - from + Capacity);
    }
}
