namespace GenStreams.State;

/// <summary>What every block of a <see cref="NativeArena"/> begins with.</summary>
internal struct BlockHeader
{
    /// <summary>Bytes of the block with this header, a multiple of 8; negative when it was freed.</summary>
    public int Size;

    /// <summary>Bytes from the start of its chunk.</summary>
    public int Offset;
}
