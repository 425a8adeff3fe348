namespace GenStreams.State;

/// <summary>A block of an <see cref="OrderedIndex"/>: this head, then the key, then the value.</summary>
internal unsafe struct OrderedNode
{
    /// <summary>What the arena keeps of it.</summary>
    public BlockHeader Block;

    public OrderedNode* Parent;

    /// <summary>What has smaller keys.</summary>
    public OrderedNode* Left;

    /// <summary>What has greater keys.</summary>
    public OrderedNode* Right;

    /// <summary>Random; no child has a greater one, which keeps the tree flat.</summary>
    public uint Priority;

    public int KeyLength;
    public int ValueLength;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp;

    /// <summary>The bytes of a block for a key and a value.</summary>
    public static int SizeFor(int keyLength, int valueLength) => checked(sizeof(OrderedNode) + keyLength + valueLength);

    /// <summary>The key.</summary>
    public static ReadOnlySpan<byte> KeyOf(OrderedNode* node) => new(node + 1, node->KeyLength);

    /// <summary>The value.</summary>
    public static Span<byte> ValueOf(OrderedNode* node) => new((byte*)(node + 1) + node->KeyLength, node->ValueLength);
}
