using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GenStreams.State;

/// <summary>
/// Native memory that is handed out piece by piece and taken back all at once: that of one segment of time. What was taken back is kept
/// for the next segment, but for chunks that the last one did not need.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class RowMemory : IDisposable
{
    private const int SmallestChunk = 4 * 1024;
    private const int LargestChunk = 1024 * 1024;

    private Chunk* _first;
    private Chunk* _current;
    private int _used;

    /// <summary>Frees what nobody disposed of.</summary>
    ~RowMemory() => FreeFrom(_first);

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>A piece of memory, which stays where it is until <see cref="Clear"/>.</summary>
    /// <param name="size">Its size in bytes, not negative.</param>
    public byte* Allocate(int size)
    {
        Debug.Assert(size >= 0, "A piece is not less than nothing.");
        size = checked(size + 7) & ~7;
        if (_current == null || _current->Size - _used < size)
        {
            Advance(size);
        }

        byte* piece = (byte*)(_current + 1) + _used;
        _used += size;
        return piece;
    }

    /// <summary>Takes all pieces back.</summary>
    public void Clear()
    {
        if (_current != null)
        {
            FreeFrom(_current->Next);
            _current->Next = null;
        }

        _current = _first;
        _used = 0;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        FreeFrom(_first);
        _first = _current = null;
        GC.SuppressFinalize(this);
    }

    private void Advance(int size)
    {
        var next = _current == null ? _first : _current->Next;
        if (next == null || next->Size < size)
        {
            next = NewChunk(size, next);
        }

        _current = next;
        _used = 0;
    }

    /// <summary>Puts a new chunk before those that are kept.</summary>
    private Chunk* NewChunk(int size, Chunk* next)
    {
        int length = Math.Max(size, (int)Math.Clamp(AllocatedBytes / 2, SmallestChunk, LargestChunk) - sizeof(Chunk));
        var chunk = (Chunk*)NativeMemory.Alloc((nuint)length + (nuint)sizeof(Chunk));
        *chunk = new Chunk { Next = next, Size = length };
        AllocatedBytes += length + sizeof(Chunk);
        if (_current == null)
        {
            _first = chunk;
        }
        else
        {
            _current->Next = chunk;
        }

        return chunk;
    }

    private void FreeFrom(Chunk* chunk)
    {
        while (chunk != null)
        {
            var next = chunk->Next;
            AllocatedBytes -= chunk->Size + sizeof(Chunk);
            NativeMemory.Free(chunk);
            chunk = next;
        }
    }

    /// <summary>The head of a chunk; its pieces follow.</summary>
    private struct Chunk
    {
        public Chunk* Next;

        /// <summary>Bytes behind this head.</summary>
        public int Size;
    }
}
