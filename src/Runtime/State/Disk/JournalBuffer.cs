using System.Runtime.InteropServices;
using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>
/// Changes that become the payload of one frame, in native memory, with room for the frame's head before them and for a commit's tail behind
/// them: a frame is written with one call, and not copied before.
/// </summary>
internal sealed unsafe class JournalBuffer : IDisposable
{
    private const int SmallestCapacity = 4 * 1024;

    private readonly int _tail;
    private byte* _memory;
    private int _capacity;
    private int _end = JournalFrame.HeadSize;

    /// <summary>An empty buffer.</summary>
    /// <param name="stores">How many stores the task has.</param>
    public JournalBuffer(int stores)
    {
        _tail = JournalFrame.TailSize(stores);
        Grow(_tail);
    }

    /// <summary>Frees what nobody disposed of.</summary>
    ~JournalBuffer() => NativeMemory.Free(_memory);

    /// <summary>Bytes of changes.</summary>
    public int Length => _end - JournalFrame.HeadSize;

    /// <summary>The changes.</summary>
    public ReadOnlySpan<byte> Changes => new(_memory + JournalFrame.HeadSize, Length);

    /// <summary>Adds a change.</summary>
    public void Add(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        int needed = checked(JournalRecord.MaxHeadSize + key.Length + value.Span.Length + headers.Length);
        if (_capacity - _end - _tail < needed)
        {
            Grow(needed);
        }

        _end += JournalRecord.Write(_memory + _end, store, key, value, timestamp, headers);
    }

    /// <summary>The whole frame: room for the head, the changes, and the tail if it is wanted.</summary>
    /// <param name="withTail">Whether a commit ends with it.</param>
    public Span<byte> Frame(bool withTail) => new(_memory, _end + (withTail ? _tail : 0));

    /// <summary>Removes all changes; the memory is kept.</summary>
    public void Clear() => _end = JournalFrame.HeadSize;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = 0;
        GC.SuppressFinalize(this);
    }

    private void Grow(int needed)
    {
        long capacity = Math.Max((long)_end + _tail + needed, Math.Max(SmallestCapacity, Math.Min(_capacity * 2L, int.MaxValue)));
        if (capacity > int.MaxValue)
        {
            throw new InvalidOperationException($"A change of {needed} bytes is too large for a journal of state.");
        }

        _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)capacity);
        _capacity = (int)capacity;
    }
}
