using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>The rows of a left or outer join that have no partner yet, in native memory.</summary>
internal sealed unsafe class MemoryOuterJoinStore : OuterJoinBytesStore, IBlockOwner
{
    private readonly NativeArena _arena;
    private readonly OuterRowList _left;
    private readonly OuterRowList _right;
    private readonly UndoLog? _undo;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    public MemoryOuterJoinStore(in StoreContext context)
        : base(context)
    {
        _arena = new NativeArena(this);
        _left = new OuterRowList(_arena);
        _right = new OuterRowList(_arena);
        _undo = context.KeepsUndo ? new UndoLog() : null;
    }

    /// <inheritdoc/>
    public override int Count => _left.Count + _right.Count;

    /// <inheritdoc/>
    public override long AllocatedBytes =>
        _arena.AllocatedBytes + _left.AllocatedBytes + _right.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

    /// <inheritdoc/>
    public override void Add(bool isLeft, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var list = ListOf(isLeft);
        int added = OuterJoinValues.SizeOf(value);
        int place = list.Find(key, timestamp);
        OuterRow* row;
        if (place < 0 || list.At(place)->IsRemoved)
        {
            _undo?.Push(key, Bytes.Null, timestamp, TagOf(isLeft));
            row = Put(list, isLeft, key, timestamp, place, checked(OuterJoinValues.Prefix + added));
            OuterJoinValues.WriteEmpty(SetLength(row, OuterJoinValues.Prefix));
        }
        else
        {
            Note(list.At(place));
            row = WithRoom(list, place, added);
        }

        row->Mark = _undo?.Mark ?? 0;
        OuterJoinValues.WriteLast(SetLength(row, row->ValuesLength + added), value, isLeft);
        Log(isLeft, OuterRow.KeyOf(row), timestamp, new Bytes(OuterRow.ValuesOf(row)), timestamp);
        _arena.Compact();
    }

    /// <inheritdoc/>
    public override bool Remove(bool isLeft, ReadOnlySpan<byte> key, long timestamp, long now)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var list = ListOf(isLeft);
        int place = list.Find(key, timestamp);
        if (place < 0 || list.At(place)->IsRemoved)
        {
            return false;
        }

        Note(list.At(place));
        Log(isLeft, key, timestamp, Bytes.Null, now);
        list.Remove(place);
        _arena.Compact();
        return true;
    }

    /// <inheritdoc/>
    public override void Committed() => _undo?.Clear();

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_undo == null)
        {
            return false;
        }

        while (_undo.TryPop(out var before))
        {
            Set(before.Tag != 0, before.Key, before.Value, before.Timestamp);
        }

        _undo.Clear();
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _undo?.Clear();
        _left.Clear();
        _right.Clear();
        _arena.Reset();
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cursor.Part == long.MinValue)
        {
            cursor.MoveTo(TagOf(isLeft: false));
        }

        bool isLeft = cursor.Part != 0;
        var list = ListOf(isLeft);
        int place = cursor.HasKey ? list.PlaceAfter(cursor.Key, (long)cursor.Position) : list.FirstPlace;
        for (int told = 0; place < list.EndPlace && told < count; place++)
        {
            var row = list.At(place);
            if (!row->IsRemoved)
            {
                told++;
                Append(target, isLeft, OuterRow.KeyOf(row), row->Timestamp, new Bytes(OuterRow.ValuesOf(row)), row->Timestamp);
            }

            cursor.Key = OuterRow.KeyOf(row);
            cursor.Position = (ulong)row->Timestamp;
        }

        if (place < list.EndPlace)
        {
            return true;
        }

        cursor.MoveTo(TagOf(isLeft: true));
        return !isLeft;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        _undo?.Dispose();
        _arena.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var row = (OuterRow*)to;
        var list = ListOf(row->IsLeft);
        list.Moved(list.Find(OuterRow.KeyOf(row), row->Timestamp), row);
    }

    /// <inheritdoc/>
    internal override OuterJoinRow First(bool isLeft)
    {
        var row = ListOf(isLeft).First;
        return new OuterJoinRow(OuterRow.KeyOf(row), OuterRow.ValuesOf(row), row->Timestamp);
    }

    /// <inheritdoc/>
    internal override long FirstTime(bool isLeft) => TimeOf(ListOf(isLeft).First);

    /// <inheritdoc/>
    internal override long LastTime(bool isLeft) => TimeOf(ListOf(isLeft).Last);

    /// <inheritdoc/>
    internal override long SecondTime(bool isLeft) => TimeOf(ListOf(isLeft).Second);

    /// <inheritdoc/>
    internal override long TimeNotBefore(bool isLeft, long timestamp) => TimeOf(ListOf(isLeft).NotBefore(timestamp));

    /// <inheritdoc/>
    internal override void RemoveFirst(bool isLeft, long now)
    {
        _arena.Compact();
        var list = ListOf(isLeft);
        Note(list.First);
        Log(isLeft, OuterRow.KeyOf(list.First), list.First->Timestamp, Bytes.Null, now);
        list.RemoveFirst();
    }

    private protected override void Set(bool isLeft, ReadOnlySpan<byte> key, Bytes values, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var list = ListOf(isLeft);
        int place = list.Find(key, timestamp);
        if (!values.IsNull)
        {
            var row = Put(list, isLeft, key, timestamp, place, values.Span.Length);
            values.Span.CopyTo(SetLength(row, values.Span.Length));
        }
        else if (place >= 0 && !list.At(place)->IsRemoved)
        {
            list.Remove(place);
        }

        _arena.Compact();
    }

    private static int TagOf(bool isLeft) => isLeft ? 1 : 0;

    private static long TimeOf(OuterRow* row) => row == null ? NoTime : row->Timestamp;

    private OuterRowList ListOf(bool isLeft) => isLeft ? _left : _right;

    private static Span<byte> SetLength(OuterRow* row, int length)
    {
        row->ValuesLength = length;
        return OuterRow.ValuesOf(row);
    }

    /// <summary>Notes what a row is before it changes for the first time since the last commit.</summary>
    private void Note(OuterRow* row)
    {
        if (_undo != null && row->Mark != _undo.Mark)
        {
            _undo.Push(OuterRow.KeyOf(row), new Bytes(OuterRow.ValuesOf(row)), row->Timestamp, TagOf(row->IsLeft));
        }
    }

    /// <summary>A row without values, in the place of the one that is there, or as a new one.</summary>
    private OuterRow* Put(OuterRowList list, bool isLeft, ReadOnlySpan<byte> key, long timestamp, int place, int capacity)
    {
        var row = (OuterRow*)_arena.Allocate(OuterRow.SizeFor(key.Length, capacity));
        OuterRow.Initialize(row, isLeft, key, timestamp);
        if (place < 0)
        {
            list.Insert(~place, row);
        }
        else
        {
            list.Replace(place, row);
        }

        return row;
    }

    /// <summary>The row of a place with room for more values: a list that grew is likely to grow again.</summary>
    private OuterRow* WithRoom(OuterRowList list, int place, int added)
    {
        var row = list.At(place);
        int length = checked(row->ValuesLength + added);
        if (row->Capacity >= length)
        {
            return row;
        }

        var larger = Put(list, row->IsLeft, OuterRow.KeyOf(row), row->Timestamp, place, checked(length + length / 4));
        OuterRow.ValuesOf(row).CopyTo(SetLength(larger, row->ValuesLength));
        return larger;
    }
}
