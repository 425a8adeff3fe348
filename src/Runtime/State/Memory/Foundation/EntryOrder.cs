using System.Runtime.InteropServices;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Entries in the order of the bytes of their keys, as unsigned numbers: leaves of pointers, and a list of the leaves. It remembers where it
/// was last, so that going on from there needs no search.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class EntryOrder : IDisposable
{
    /// <summary>The most entries of a leaf.</summary>
    private const int LeafSize = 128;

    private Leaf** _leaves;
    private int _count;
    private int _capacity;
    private int _leaf;
    private int _place;

    /// <summary>Frees what nobody disposed of.</summary>
    ~EntryOrder() => Free();

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => (_count * ((long)sizeof(Leaf) + (LeafSize * sizeof(nint)))) + ((long)_capacity * sizeof(Leaf*));

    /// <summary>The order of all entries of an index.</summary>
    public static EntryOrder Of(KeyIndex index)
    {
        var order = new EntryOrder();
        long position = 0;
        for (var entry = index.Next(ref position); entry != null; entry = index.Next(ref position))
        {
            order.Add(entry);
        }

        order.Build();
        return order;
    }

    /// <summary>Adds an entry in no order; <see cref="Build"/> then brings all into order.</summary>
    public void Add(Entry* entry)
    {
        if (_count == 0 || _leaves[_count - 1]->Count == LeafSize)
        {
            InsertLeaf(_count);
        }

        var last = _leaves[_count - 1];
        Items(last)[last->Count++] = (nint)entry;
    }

    /// <summary>Brings what was added into order.</summary>
    public void Build()
    {
        // Sorted in one piece, so that leaves have room for what comes between.
        int count = 0;
        for (int i = 0; i < _count; i++)
        {
            count += _leaves[i]->Count;
        }

        var all = new nint[count];
        int filled = 0;
        for (int i = 0; i < _count; i++)
        {
            Items(_leaves[i])[.._leaves[i]->Count].CopyTo(all.AsSpan(filled));
            filled += _leaves[i]->Count;
        }

        Array.Sort(all, static (left, right) => KeyOf(left).SequenceCompareTo(KeyOf(right)));
        Free();
        for (int start = 0; start < count; start += LeafSize / 4 * 3)
        {
            InsertLeaf(_count);
            var part = all.AsSpan(start, Math.Min(LeafSize / 4 * 3, count - start));
            part.CopyTo(Items(_leaves[_count - 1]));
            _leaves[_count - 1]->Count = part.Length;
        }
    }

    /// <summary>Finds an entry, and remembers where it is.</summary>
    /// <param name="key">The key to begin with; null: at the very beginning.</param>
    /// <param name="mode">Which way.</param>
    /// <returns>The entry; null when there is none.</returns>
    public Entry* Seek(Bytes key, SeekMode mode)
    {
        bool isThere = false;
        if (key.IsNull)
        {
            (_leaf, _place) = mode.IsDescending ? (_count, 0) : (0, 0);
        }
        else
        {
            isThere = Find(key.Span);
        }

        if (mode.IsDescending ? !isThere || mode.IsPast : isThere && mode.IsPast)
        {
            Step(mode.IsDescending);
        }

        return Here();
    }

    /// <summary>The entry after the one that was found last; null when there is none. The order must not have changed.</summary>
    public Entry* Next(SeekMode mode)
    {
        Step(mode.IsDescending);
        return Here();
    }

    /// <summary>Puts an entry in, whose key is not there.</summary>
    public void Insert(Entry* entry)
    {
        if (_count == 0)
        {
            InsertLeaf(0);
        }

        Find(Entry.KeyOf(entry));
        if (_leaf == _count)
        {
            // Behind all: into the last leaf.
            _leaf--;
            _place = _leaves[_leaf]->Count;
        }

        var leaf = _leaves[_leaf];
        if (leaf->Count == LeafSize)
        {
            leaf = Split();
        }

        var items = Items(leaf);
        items[_place..leaf->Count].CopyTo(items[(_place + 1)..]);
        items[_place] = (nint)entry;
        leaf->Count++;
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(Entry* entry)
    {
        Find(Entry.KeyOf(entry));
        var leaf = _leaves[_leaf];
        var items = Items(leaf);
        items[(_place + 1)..leaf->Count].CopyTo(items[_place..]);
        leaf->Count--;
        if (leaf->Count == 0)
        {
            RemoveLeaf(_leaf);
        }
        else if (leaf->Count < LeafSize / 4 && _leaf + 1 < _count && leaf->Count + _leaves[_leaf + 1]->Count < LeafSize / 2)
        {
            var next = _leaves[_leaf + 1];
            Items(next)[..next->Count].CopyTo(items[leaf->Count..]);
            leaf->Count += next->Count;
            RemoveLeaf(_leaf + 1);
        }
    }

    /// <summary>Hears that another entry of the same key is in the place of one.</summary>
    public void Replace(Entry* replaced, Entry* entry)
    {
        Find(Entry.KeyOf(replaced));
        Items(_leaves[_leaf])[_place] = (nint)entry;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static Span<nint> Items(Leaf* leaf) => new(leaf + 1, LeafSize);

    private static ReadOnlySpan<byte> KeyOf(nint entry) => Entry.KeyOf((Entry*)entry);

    /// <summary>Goes to the first entry that is not before a key.</summary>
    /// <returns>Whether it is of the key.</returns>
    private bool Find(ReadOnlySpan<byte> key)
    {
        if (Here() is var last && last != null && Entry.KeyOf(last).SequenceEqual(key))
        {
            return true;
        }

        // The last leaf whose first entry is not behind the key.
        int from = 0;
        int to = _count;
        while (to - from > 1)
        {
            int middle = (from + to) >>> 1;
            (from, to) = KeyOf(Items(_leaves[middle])[0]).SequenceCompareTo(key) <= 0 ? (middle, to) : (from, middle);
        }

        _leaf = from;
        if (_count == 0)
        {
            return false;
        }

        var items = Items(_leaves[_leaf]);
        (from, to) = (0, _leaves[_leaf]->Count);
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            (from, to) = KeyOf(items[middle]).SequenceCompareTo(key) < 0 ? (middle + 1, to) : (from, middle);
        }

        _place = from;
        if (_place == _leaves[_leaf]->Count)
        {
            (_leaf, _place) = (_leaf + 1, 0);
            return false;
        }

        return KeyOf(items[_place]).SequenceEqual(key);
    }

    private Entry* Here() =>
        (uint)_leaf < (uint)_count && (uint)_place < (uint)_leaves[_leaf]->Count ? (Entry*)Items(_leaves[_leaf])[_place] : null;

    private void Step(bool isDescending)
    {
        if (!isDescending)
        {
            if (_leaf < _count && ++_place >= _leaves[_leaf]->Count)
            {
                (_leaf, _place) = (_leaf + 1, 0);
            }
        }
        else if (--_place < 0)
        {
            _leaf--;
            _place = _leaf >= 0 ? _leaves[_leaf]->Count - 1 : 0;
        }
    }

    /// <summary>Splits the leaf that the place is in.</summary>
    /// <returns>The leaf that the place is in then.</returns>
    private Leaf* Split()
    {
        // Keys that only grow leave full leaves behind.
        bool isAtEnd = _leaf == _count - 1 && _place == LeafSize;
        int kept = isAtEnd ? LeafSize - 1 : LeafSize / 2;
        InsertLeaf(_leaf + 1);
        var full = _leaves[_leaf];
        var next = _leaves[_leaf + 1];
        Items(full)[kept..].CopyTo(Items(next));
        next->Count = LeafSize - kept;
        full->Count = kept;
        if (_place > kept)
        {
            _leaf++;
            _place -= kept;
        }

        return _leaves[_leaf];
    }

    private void InsertLeaf(int index)
    {
        if (_count == _capacity)
        {
            _capacity = Math.Max(16, _capacity * 2);
            _leaves = (Leaf**)NativeMemory.Realloc(_leaves, (nuint)_capacity * (nuint)sizeof(Leaf*));
        }

        var behind = new Span<nint>(_leaves + index, _count - index);
        behind.CopyTo(new Span<nint>(_leaves + index + 1, behind.Length));
        _leaves[index] = (Leaf*)NativeMemory.Alloc((nuint)sizeof(Leaf) + (LeafSize * (nuint)sizeof(nint)));
        _leaves[index]->Count = 0;
        _count++;
    }

    private void RemoveLeaf(int index)
    {
        NativeMemory.Free(_leaves[index]);
        _count--;
        var behind = new Span<nint>(_leaves + index + 1, _count - index);
        behind.CopyTo(new Span<nint>(_leaves + index, behind.Length));
    }

    private void Free()
    {
        for (int i = 0; i < _count; i++)
        {
            NativeMemory.Free(_leaves[i]);
        }

        NativeMemory.Free(_leaves);
        _leaves = null;
        _count = _capacity = 0;
    }

    /// <summary>The head of a leaf; its pointers follow.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 8)]
    private struct Leaf
    {
        public int Count;

    }
}
