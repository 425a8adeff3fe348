using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>
/// Blocks of native memory, cut one after the other from chunks. A freed block's memory is not handed out again: when more than half of
/// a chunk is garbage, <see cref="Compact"/> moves its live blocks to the newest chunk and gives the chunk back. So memory stays below a
/// small multiple of what is in use, whatever the sizes, and each freed byte pays for at most one moved byte.
/// </summary>
/// <remarks>
/// Memory moves and vanishes in <see cref="Compact"/> only: until then, freed blocks can still be read. Not thread-safe.
/// </remarks>
internal sealed unsafe class NativeArena(IBlockOwner owner) : IDisposable
{
    private const int SmallestChunk = 4 * 1024;
    private const int LargestChunk = 1024 * 1024;

    private Chunk* _chunks;
    private Chunk* _newest;
    private Chunk* _toCompact;
    private Chunk* _spare;
    private long _live;

    /// <summary>Frees what nobody disposed of.</summary>
    ~NativeArena() => FreeAll();

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>A new block.</summary>
    /// <param name="size">Its size in bytes with its <see cref="BlockHeader"/>; it gets at least that.</param>
    public BlockHeader* Allocate(int size)
    {
        Debug.Assert(size >= sizeof(BlockHeader), "A block has room for its header.");
        size = checked(size + 7) & ~7;
        var chunk = _newest;
        if (chunk == null || chunk->Size - chunk->End < size)
        {
            chunk = ChunkFor(size);
        }

        var block = (BlockHeader*)((byte*)chunk + chunk->End);
        block->Size = size;
        block->Offset = chunk->End;
        chunk->End += size;
        chunk->Live += size;
        _live += size;
        return block;
    }

    /// <summary>Frees a block. What it holds can be read until the next <see cref="Compact"/>.</summary>
    public void Free(BlockHeader* block)
    {
        Debug.Assert(block->Size > 0, "A block is freed once.");
        var chunk = (Chunk*)((byte*)block - block->Offset);
        chunk->Live -= block->Size;
        _live -= block->Size;
        block->Size = -block->Size;
        if (IsMostlyGarbage(chunk))
        {
            Enqueue(chunk);
        }

        if (_newest != null && _newest->Size / 4 > NextChunkSize())
        {
            // Far too large for what is left in the arena.
            Enqueue(_newest);
        }
    }

    /// <summary>Gives back chunks that are mostly garbage, after moving what is alive in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Compact()
    {
        if (_toCompact != null)
        {
            CompactAll();
        }
    }

    /// <summary>
    /// Frees all blocks. The chunks are kept for the blocks to come; those that were kept the last time and not needed since are given back.
    /// </summary>
    public void Reset()
    {
        while (_spare != null)
        {
            Release(ref _spare, _spare);
        }

        _spare = _chunks;
        _chunks = null;
        _newest = null;
        _toCompact = null;
        _live = 0;
    }

    /// <summary>Gives everything back; the arena cannot be used any more.</summary>
    public void Dispose()
    {
        FreeAll();
        GC.SuppressFinalize(this);
    }

    private void FreeAll()
    {
        Reset();
        Reset();
        _newest = null;
        _toCompact = null;
    }

    /// <summary>What is left at the end of a chunk that is not the newest is garbage, too.</summary>
    private bool IsMostlyGarbage(Chunk* chunk)
    {
        int used = chunk == _newest ? chunk->End : chunk->Size;
        return used - sizeof(Chunk) - chunk->Live > chunk->Size / 2;
    }

    private void Enqueue(Chunk* chunk)
    {
        if (!chunk->IsToBeCompacted)
        {
            chunk->IsToBeCompacted = true;
            chunk->NextToCompact = _toCompact;
            _toCompact = chunk;
        }
    }

    private void CompactAll()
    {
        while (_toCompact != null)
        {
            var chunk = _toCompact;
            _toCompact = chunk->NextToCompact;
            if (chunk == _newest)
            {
                _newest = null;
            }

            Evacuate(chunk);
            Release(ref _chunks, chunk);
        }
    }

    private void Evacuate(Chunk* chunk)
    {
        for (int offset = sizeof(Chunk); offset < chunk->End && chunk->Live > 0;)
        {
            var block = (BlockHeader*)((byte*)chunk + offset);
            offset += Math.Abs(block->Size);
            if (block->Size > 0)
            {
                Move(block);
                chunk->Live -= block->Size;
                _live -= block->Size;
            }
        }
    }

    private void Move(BlockHeader* block)
    {
        var moved = Allocate(block->Size);
        var header = *moved;
        NativeMemory.Copy(block, moved, (nuint)block->Size);
        *moved = header;
        owner.Moved(block, moved);
    }

    /// <summary>A large block gets a chunk of its own, so that the end of the newest chunk is not wasted.</summary>
    private Chunk* ChunkFor(int size)
    {
        int next = NextChunkSize();
        if (size > next / 4)
        {
            return NewChunk(checked(size + sizeof(Chunk)));
        }

        var full = _newest;
        _newest = NewChunk(next);
        if (full != null && IsMostlyGarbage(full))
        {
            Enqueue(full);
        }

        return _newest;
    }

    private int NextChunkSize() =>
        (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(_live / 8, SmallestChunk, LargestChunk));

    private Chunk* NewChunk(int size)
    {
        var chunk = TakeSpare(size);
        if (chunk == null)
        {
            chunk = (Chunk*)NativeMemory.Alloc((nuint)size);
            chunk->Size = size;
            AllocatedBytes += size;
        }

        *chunk = new Chunk { Next = _chunks, Size = chunk->Size, End = sizeof(Chunk) };
        if (_chunks != null)
        {
            _chunks->Previous = chunk;
        }

        _chunks = chunk;
        return chunk;
    }

    /// <summary>A kept chunk of about a size; null when there is none. One that is far too large would not stay the newest.</summary>
    private Chunk* TakeSpare(int size)
    {
        for (var chunk = _spare; chunk != null; chunk = chunk->Next)
        {
            if (chunk->Size >= size && chunk->Size / 4 <= size)
            {
                Unlink(ref _spare, chunk);
                return chunk;
            }
        }

        return null;
    }

    private void Release(ref Chunk* list, Chunk* chunk)
    {
        Unlink(ref list, chunk);
        AllocatedBytes -= chunk->Size;
        NativeMemory.Free(chunk);
    }

    private static void Unlink(ref Chunk* list, Chunk* chunk)
    {
        if (chunk->Previous == null)
        {
            list = chunk->Next;
        }
        else
        {
            chunk->Previous->Next = chunk->Next;
        }

        if (chunk->Next != null)
        {
            chunk->Next->Previous = chunk->Previous;
        }
    }

    /// <summary>The head of a chunk; its blocks follow.</summary>
    private struct Chunk
    {
        public Chunk* Previous;
        public Chunk* Next;
        public Chunk* NextToCompact;

        /// <summary>Bytes in all, with this head.</summary>
        public int Size;

        /// <summary>Where the next block begins, from the start of the chunk.</summary>
        public int End;

        /// <summary>Bytes of the blocks that are not freed.</summary>
        public int Live;

        public bool IsToBeCompacted;
    }
}
