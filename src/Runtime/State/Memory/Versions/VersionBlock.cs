namespace GenStreams.State;

/// <summary>A version in a <see cref="VersionHistory"/>: this head, then the value. One without a value is a deletion.</summary>
internal unsafe struct VersionBlock
{
    /// <summary><see cref="Segment"/> of a version that does not expire.</summary>
    public const long NoSegment = -1;

    private const int Deleted = -1;

    /// <summary>What the arena keeps of it.</summary>
    public BlockHeader Block;

    /// <summary>The entry of the key.</summary>
    public Entry* Owner;

    /// <summary>The next later version of the key; null for the last.</summary>
    public VersionBlock* Newer;

    /// <summary>The next earlier version of the key; null for the first.</summary>
    public VersionBlock* Older;

    /// <summary>Its neighbours among the versions that expire together.</summary>
    public VersionBlock* Previous;

    /// <inheritdoc cref="Previous"/>
    public VersionBlock* Next;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long ValidFrom;

    /// <summary>With which others it expires.</summary>
    public long Segment;

    private int _valueLength;

    /// <summary>Whether the key was deleted then.</summary>
    public readonly bool IsDeletion => _valueLength == Deleted;

    /// <summary>How long the value can become without moving the version.</summary>
    public readonly int Capacity => Block.Size - sizeof(VersionBlock);

    /// <summary>When it ceased to be valid.</summary>
    public readonly long ValidTo => Newer == null ? VersionedEntry.StillValid : Newer->ValidFrom;

    /// <summary>The value; empty for a deletion.</summary>
    public static ReadOnlySpan<byte> ValueOf(VersionBlock* version) => new(version + 1, Math.Max(version->_valueLength, 0));

    /// <summary>The value; null for a deletion.</summary>
    public static Processing.Bytes BytesOf(VersionBlock* version) => version->IsDeletion ? Processing.Bytes.Null : new(ValueOf(version));

    /// <summary>Sets the value, which fits.</summary>
    public static void SetValue(VersionBlock* version, Processing.Bytes value)
    {
        version->_valueLength = value.IsNull ? Deleted : value.Span.Length;
        value.Span.CopyTo(new Span<byte>(version + 1, value.Span.Length));
    }
}
