namespace GenStreams.State;

/// <summary>The rows of one key in a <see cref="JoinSegment"/>, in the order of their time, and of their arrival where that is equal.</summary>
internal unsafe struct JoinRows
{
    /// <summary>Capacity of a list that begins.</summary>
    private const int FirstCapacity = 2;

    private int _keyLength;
    private int _capacity;

    /// <summary>How many rows there are.</summary>
    public int Count;

    /// <summary>The rows.</summary>
    public JoinRow* Items;

    /// <summary>A list without rows.</summary>
    public static JoinRows* Create(RowMemory memory, ReadOnlySpan<byte> key)
    {
        var rows = (JoinRows*)memory.Allocate(checked(sizeof(JoinRows) + FirstCapacity * sizeof(JoinRow) + key.Length));
        var items = (JoinRow*)(rows + 1);
        *rows = new JoinRows { _keyLength = key.Length, _capacity = FirstCapacity, Items = items };
        key.CopyTo(new Span<byte>(items + FirstCapacity, key.Length));
        return rows;
    }

    /// <summary>The key.</summary>
    public static ReadOnlySpan<byte> KeyOf(JoinRows* rows) =>
        new((byte*)(rows + 1) + FirstCapacity * sizeof(JoinRow), rows->_keyLength);

    /// <summary>Puts a row behind those that are not later. Rows mostly come in order, so that nothing moves.</summary>
    /// <returns>False when it is there already.</returns>
    public static bool Add(JoinRows* rows, RowMemory memory, ReadOnlySpan<byte> value, long timestamp, int sequence)
    {
        int place = rows->Count == 0 || Compare(rows->Items[rows->Count - 1], timestamp, sequence) < 0
            ? rows->Count
            : IndexOf(rows, timestamp, sequence);
        if (place < rows->Count && Compare(rows->Items[place], timestamp, sequence) == 0)
        {
            return false;
        }

        if (rows->Count == rows->_capacity)
        {
            Grow(rows, memory);
        }

        int behind = rows->Count - place;
        if (behind > 0)
        {
            new ReadOnlySpan<JoinRow>(rows->Items + place, behind).CopyTo(new Span<JoinRow>(rows->Items + place + 1, behind));
        }

        byte* copy = memory.Allocate(value.Length);
        value.CopyTo(new Span<byte>(copy, value.Length));
        rows->Items[place] = new JoinRow { Timestamp = timestamp, Value = copy, Length = value.Length, Sequence = sequence };
        rows->Count++;
        return true;
    }

    /// <summary>Removes a row that is there. Its memory is free when that of the segment is.</summary>
    public static void Remove(JoinRows* rows, long timestamp, int sequence)
    {
        int place = IndexOf(rows, timestamp, sequence);
        int behind = --rows->Count - place;
        new ReadOnlySpan<JoinRow>(rows->Items + place + 1, behind).CopyTo(new Span<JoinRow>(rows->Items + place, behind));
    }

    /// <summary>The index of the first row that is not before a time.</summary>
    public static int IndexFrom(JoinRows* rows, long timestamp)
    {
        int from = 0;
        int to = rows->Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            (from, to) = rows->Items[middle].Timestamp < timestamp ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The index of the first row that is not before another.</summary>
    private static int IndexOf(JoinRows* rows, long timestamp, int sequence)
    {
        int from = 0;
        int to = rows->Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            (from, to) = Compare(rows->Items[middle], timestamp, sequence) < 0 ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private static int Compare(in JoinRow row, long timestamp, int sequence) =>
        row.Timestamp != timestamp ? row.Timestamp.CompareTo(timestamp) : JoinSequence.Compare(row.Sequence, sequence);

    private static void Grow(JoinRows* rows, RowMemory memory)
    {
        int capacity = checked(rows->_capacity * 2);
        var items = (JoinRow*)memory.Allocate(checked(capacity * sizeof(JoinRow)));
        new ReadOnlySpan<JoinRow>(rows->Items, rows->Count).CopyTo(new Span<JoinRow>(items, capacity));
        rows->Items = items;
        rows->_capacity = capacity;
    }
}
