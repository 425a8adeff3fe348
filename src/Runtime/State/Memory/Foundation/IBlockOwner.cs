namespace GenStreams.State;

/// <summary>Who has pointers to the blocks of a <see cref="NativeArena"/>.</summary>
internal interface IBlockOwner
{
    /// <summary>Takes note that a block lies elsewhere now, with the same content.</summary>
    unsafe void Moved(BlockHeader* from, BlockHeader* to);
}
