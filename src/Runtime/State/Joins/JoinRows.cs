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
    public static void Add(JoinRows* rows, RowMemory memory, ReadOnlySpan<byte> value, long timestamp)
    {
        if (rows->Count == rows->_capacity)
        {
            Grow(rows, memory);
        }

        int place = rows->Count == 0 || rows->Items[rows->Count - 1].Timestamp <= timestamp
            ? rows->Count
            : IndexAfter(rows, timestamp);
        int behind = rows->Count - place;
        if (behind > 0)
        {
            new ReadOnlySpan<JoinRow>(rows->Items + place, behind).CopyTo(new Span<JoinRow>(rows->Items + place + 1, behind));
        }

        byte* copy = memory.Allocate(value.Length);
        value.CopyTo(new Span<byte>(copy, value.Length));
        rows->Items[place] = new JoinRow { Timestamp = timestamp, Value = copy, Length = value.Length };
        rows->Count++;
    }

    /// <summary>The index of the first row that is later than a time.</summary>
    public static int IndexAfter(JoinRows* rows, long timestamp)
    {
        int from = 0;
        int to = rows->Count;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (rows->Items[middle].Timestamp <= timestamp)
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

    private static void Grow(JoinRows* rows, RowMemory memory)
    {
        int capacity = checked(rows->_capacity * 2);
        var items = (JoinRow*)memory.Allocate(checked(capacity * sizeof(JoinRow)));
        new ReadOnlySpan<JoinRow>(rows->Items, rows->Count).CopyTo(new Span<JoinRow>(items, capacity));
        rows->Items = items;
        rows->_capacity = capacity;
    }
}
