using System.Numerics;
using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>The rows of a <see cref="MemoryJoinWindowStore"/> that lie in one span of time: they go all at once.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class JoinSegment : IDisposable
{
    /// <summary><see cref="Id"/> of a segment that is not in use.</summary>
    public const long None = -1;

    private const int SmallestCapacity = 16;
    private const int LargestCapacity = 1 << 30;

    private readonly RowMemory _memory = new();
    private Slot* _slots;
    private int _capacity;
    private int _shift;
    private int _keys;

    /// <summary>A segment that is not in use, which has no memory yet.</summary>
    public JoinSegment() => Id = None;

    /// <summary>Frees what nobody disposed of.</summary>
    ~JoinSegment() => NativeMemory.Free(_slots);

    /// <summary>Which span of time: the number of spans before it.</summary>
    public long Id { get; set; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => _memory.AllocatedBytes + (long)_capacity * sizeof(Slot);

    /// <summary>The rows of a key; null when there are none.</summary>
    public JoinRows* Find(ReadOnlySpan<byte> key, ulong hash)
    {
        if (_keys == 0)
        {
            return null;
        }

        int mask = _capacity - 1;
        for (int i = Home(hash); ; i = (i + 1) & mask)
        {
            var slot = _slots + i;
            if (slot->Rows == null || (slot->Hash == hash && JoinRows.KeyOf(slot->Rows).SequenceEqual(key)))
            {
                return slot->Rows;
            }
        }
    }

    /// <summary>Adds a row.</summary>
    /// <returns>False when it is there already.</returns>
    public bool Add(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp, int sequence)
    {
        var rows = Find(key, hash);
        if (rows == null)
        {
            Reserve();
            rows = JoinRows.Create(_memory, key);
            Place(new Slot { Hash = hash, Rows = rows });
            _keys++;
        }

        if (!JoinRows.Add(rows, _memory, value, timestamp, sequence))
        {
            return false;
        }

        Count++;
        return true;
    }

    /// <summary>Removes a row that is there.</summary>
    public void Remove(ReadOnlySpan<byte> key, ulong hash, long timestamp, int sequence)
    {
        JoinRows.Remove(Find(key, hash), timestamp, sequence);
        Count--;
    }

    /// <summary>Gives the rows of keys in the order of the keys' hashes, as <see cref="KeyIndex.CopySlice"/>.</summary>
    public bool CopySlice(ContentCursor cursor, int count)
    {
        var found = cursor.Found;
        found.Clear();
        int home = _keys == 0 ? _capacity : Home(cursor.Position);
        for (; home < _capacity && found.Count < count; home++)
        {
            for (int i = home; _slots[i].Rows != null; i = (i + 1) & (_capacity - 1))
            {
                if (Home(_slots[i].Hash) == home && _slots[i].Hash >= cursor.Position)
                {
                    found.Add((nint)_slots[i].Rows);
                }
            }
        }

        bool hasMore = home < _capacity;
        cursor.Position = hasMore ? (ulong)home << _shift : ulong.MaxValue;
        return hasMore;
    }

    /// <summary>Drops all rows; the memory is kept for the span of time that comes next.</summary>
    public void Clear()
    {
        if (_keys > 0 && _keys < _capacity / 8)
        {
            Resize(Math.Max(SmallestCapacity, _capacity / 2), keep: false);
        }
        else if (_keys > 0)
        {
            NativeMemory.Clear(_slots, (nuint)_capacity * (nuint)sizeof(Slot));
        }

        _keys = 0;
        Count = 0;
        Id = None;
        _memory.Clear();
    }

    /// <summary>Gives the memory back; the segment must not be used any more.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        _capacity = _keys = Count = 0;
        _memory.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Reserve()
    {
        if (_keys < _capacity - _capacity / 4)
        {
            return;
        }

        if (_capacity == LargestCapacity)
        {
            throw new InvalidOperationException($"The window store of a join cannot have more than {_keys:N0} keys; use more partitions.");
        }

        Resize(Math.Max(SmallestCapacity, _capacity * 2), keep: true);
    }

    private void Resize(int capacity, bool keep)
    {
        var old = _slots;
        int oldCapacity = _capacity;
        _slots = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        _capacity = capacity;
        _shift = 64 - BitOperations.Log2((uint)capacity);
        for (int i = 0; keep && i < oldCapacity; i++)
        {
            if (old[i].Rows != null)
            {
                Place(old[i]);
            }
        }

        NativeMemory.Free(old);
    }

    private int Home(ulong hash) => (int)(hash >> _shift);

    private void Place(Slot slot)
    {
        int mask = _capacity - 1;
        int i = Home(slot.Hash);
        while (_slots[i].Rows != null)
        {
            i = (i + 1) & mask;
        }

        _slots[i] = slot;
    }

    /// <summary>A place of the table; empty without rows.</summary>
    private struct Slot
    {
        public ulong Hash;
        public JoinRows* Rows;
    }
}
