namespace GenStreams.State;

/// <summary>
/// A block of an <see cref="MemoryOuterJoinStore"/>: this head, then the key, then the values as the changelog has them.
/// </summary>
internal unsafe struct OuterRow
{
    /// <summary>What the arena keeps of it.</summary>
    public BlockHeader Block;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp;

    private int _keyLength;

    /// <summary>How many bytes the values have.</summary>
    public int ValuesLength;

    /// <summary>The <see cref="UndoLog.Mark"/> that it had when it was noted last.</summary>
    public int Mark;

    /// <summary>Whether the row came from the left side.</summary>
    public bool IsLeft;

    /// <summary>Whether the row was removed; its block then only keeps its place in the order.</summary>
    public bool IsRemoved;

    /// <summary>How many bytes the values can have without moving the row.</summary>
    public readonly int Capacity => Block.Size - sizeof(OuterRow) - _keyLength;

    /// <summary>The bytes of a block.</summary>
    public static int SizeFor(int keyLength, int capacity) => checked(sizeof(OuterRow) + keyLength + capacity);

    /// <summary>The key.</summary>
    public static ReadOnlySpan<byte> KeyOf(OuterRow* row) => new(row + 1, row->_keyLength);

    /// <summary>The values.</summary>
    public static Span<byte> ValuesOf(OuterRow* row) => new((byte*)(row + 1) + row->_keyLength, row->ValuesLength);

    /// <summary>Fills a new block.</summary>
    public static void Initialize(OuterRow* row, bool isLeft, ReadOnlySpan<byte> key, long timestamp)
    {
        row->Timestamp = timestamp;
        row->_keyLength = key.Length;
        row->ValuesLength = 0;
        row->Mark = 0;
        row->IsLeft = isLeft;
        row->IsRemoved = false;
        key.CopyTo(new Span<byte>(row + 1, key.Length));
    }

    /// <summary>Which of two rows of one side comes first: the earlier, and of one time the one with the smaller key.</summary>
    public static int Compare(OuterRow* row, ReadOnlySpan<byte> key, long timestamp) =>
        row->Timestamp != timestamp ? row->Timestamp.CompareTo(timestamp) : KeyOf(row).SequenceCompareTo(key);
}
