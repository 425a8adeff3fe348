using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>
/// The rows of one side of an outer join in order. They come nearly in order and go at the front when their time is over; those that find a
/// partner are only marked, and swept when they are the greater part, so that no call moves much.
/// </summary>
/// <remarks>The first and the last row are never removed ones. Not thread-safe.</remarks>
internal sealed unsafe class OuterRowList(NativeArena arena) : IDisposable
{
    private const int SmallestCapacity = 16;

    /// <summary>So few removed rows are not worth a sweep.</summary>
    private const int TolerableRemoved = 32;

    private OuterRow** _rows;
    private int _capacity;
    private int _head;
    private int _end;
    private int _removed;

    /// <summary>Frees what nobody disposed of.</summary>
    ~OuterRowList() => NativeMemory.Free(_rows);

    /// <summary>How many rows there are.</summary>
    public int Count => _end - _head - _removed;

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => (long)_capacity * sizeof(OuterRow*);

    /// <summary>The first row; null when there is none.</summary>
    public OuterRow* First => _head == _end ? null : _rows[_head];

    /// <summary>The last row; null when there is none.</summary>
    public OuterRow* Last => _head == _end ? null : _rows[_end - 1];

    /// <summary>The row behind the first; null when there is none.</summary>
    public OuterRow* Second => NextFrom(_head + 1);

    /// <summary>The first row that is not before a time; null when there is none.</summary>
    public OuterRow* NotBefore(long timestamp) => NextFrom(Search(default, timestamp));

    /// <summary>The place of a key's row at a time; where there is none, the complement of the place where it would be.</summary>
    public int Find(ReadOnlySpan<byte> key, long timestamp)
    {
        if (_head == _end || OuterRow.Compare(_rows[_end - 1], key, timestamp) < 0)
        {
            return ~_end;
        }

        int place = Search(key, timestamp);
        return OuterRow.Compare(_rows[place], key, timestamp) == 0 ? place : ~place;
    }

    /// <summary>The place of the first row.</summary>
    public int FirstPlace => _head;

    /// <summary>The place behind the last row.</summary>
    public int EndPlace => _end;

    /// <summary>The place of the first row, also a removed one, behind a key and a time.</summary>
    public int PlaceAfter(ReadOnlySpan<byte> key, long timestamp)
    {
        int place = Find(key, timestamp);
        return place < 0 ? ~place : place + 1;
    }

    /// <summary>The row at a place.</summary>
    public OuterRow* At(int place) => _rows[place];

    /// <summary>Puts a row in the place of one that has the same key and time, whose block is freed.</summary>
    public void Replace(int place, OuterRow* row)
    {
        if (_rows[place]->IsRemoved)
        {
            _removed--;
        }

        arena.Free(&_rows[place]->Block);
        _rows[place] = row;
    }

    /// <summary>Hears that the block of a row lies elsewhere.</summary>
    public void Moved(int place, OuterRow* row) => _rows[place] = row;

    /// <summary>Inserts a row.</summary>
    /// <param name="place">As <see cref="Find"/> gives it, not complemented.</param>
    /// <param name="row">The row.</param>
    public void Insert(int place, OuterRow* row)
    {
        if (_end == _capacity)
        {
            place -= MakeRoom();
        }

        int behind = _end - place;
        new ReadOnlySpan<nint>(_rows + place, behind).CopyTo(new Span<nint>(_rows + place + 1, behind));
        _rows[place] = row;
        _end++;
    }

    /// <summary>Removes a row.</summary>
    public void Remove(int place)
    {
        _rows[place]->IsRemoved = true;
        _removed++;
        while (_head < _end && _rows[_head]->IsRemoved)
        {
            Drop(_head++);
        }

        while (_head < _end && _rows[_end - 1]->IsRemoved)
        {
            Drop(--_end);
        }

        if (_head == _end)
        {
            _head = _end = 0;
        }

        if (_removed > TolerableRemoved && _removed > Count)
        {
            Sweep();
        }
    }

    /// <summary>Removes the first row.</summary>
    public void RemoveFirst() => Remove(_head);

    /// <summary>Forgets all rows, whose blocks are not freed.</summary>
    public void Clear() => _head = _end = _removed = 0;

    /// <summary>Gives the memory back; the list must not be used any more.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_rows);
        _rows = null;
        _capacity = _head = _end = _removed = 0;
        GC.SuppressFinalize(this);
    }

    private OuterRow* NextFrom(int place)
    {
        while (place < _end && _rows[place]->IsRemoved)
        {
            place++;
        }

        return place < _end ? _rows[place] : null;
    }

    /// <summary>The first place whose row is not before a key and a time.</summary>
    private int Search(ReadOnlySpan<byte> key, long timestamp)
    {
        int from = _head;
        int to = _end;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (OuterRow.Compare(_rows[middle], key, timestamp) < 0)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    private void Drop(int place)
    {
        arena.Free(&_rows[place]->Block);
        _removed--;
    }

    private void Sweep()
    {
        int to = _head;
        for (int i = _head; i < _end; i++)
        {
            if (_rows[i]->IsRemoved)
            {
                Drop(i);
            }
            else
            {
                _rows[to++] = _rows[i];
            }
        }

        _end = to;
    }

    /// <summary>Moves the rows to the front when enough is free there; else takes more memory.</summary>
    /// <returns>By how many places they moved.</returns>
    private int MakeRoom()
    {
        int moved = _head;
        int count = _end - _head;
        if (_head < _capacity / 2 || _capacity == 0)
        {
            int capacity = Math.Max(SmallestCapacity, checked(_capacity * 2));
            var rows = (OuterRow**)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(OuterRow*));
            new ReadOnlySpan<nint>(_rows + _head, count).CopyTo(new Span<nint>(rows, count));
            NativeMemory.Free(_rows);
            _rows = rows;
            _capacity = capacity;
        }
        else
        {
            new ReadOnlySpan<nint>(_rows + _head, count).CopyTo(new Span<nint>(_rows, count));
        }

        _head = 0;
        _end = count;
        return moved;
    }
}
