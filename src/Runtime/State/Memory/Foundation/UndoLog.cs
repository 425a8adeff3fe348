using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// What entries of a store were before they were changed for the first time since the last commit. To roll back, they are taken the last one
/// first: an entry that was noted twice ends as it was noted first.
/// </summary>
/// <remarks>
/// Commits are counted, and an entry has the number of the time in which it was noted: so that one which changes often is noted once, and
/// nothing is to be looked up. The memory is kept for the next time.
/// </remarks>
internal sealed unsafe class UndoLog : IDisposable
{
    private readonly RowMemory _memory = new();
    private Head* _last;

    /// <summary>What entries are marked with that were noted since the last commit: below -1, and never again later.</summary>
    public int Mark { get; private set; } = -2;

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => _memory.AllocatedBytes;

    /// <summary>Notes what an entry was.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; null: it was not there.</param>
    /// <param name="timestamp">Its timestamp.</param>
    /// <param name="tag">What else the store has to know.</param>
    public void Push(ReadOnlySpan<byte> key, Bytes value, long timestamp, int tag = 0)
    {
        var head = (Head*)_memory.Allocate(checked(sizeof(Head) + key.Length + value.Span.Length));
        *head = new Head
        {
            Previous = _last,
            Timestamp = timestamp,
            Tag = tag,
            KeyLength = key.Length,
            ValueLength = value.IsNull ? -1 : value.Span.Length,
        };
        byte* bytes = (byte*)(head + 1);
        key.CopyTo(new Span<byte>(bytes, key.Length));
        value.Span.CopyTo(new Span<byte>(bytes + key.Length, value.Span.Length));
        _last = head;
    }

    /// <summary>Takes what was noted last.</summary>
    /// <param name="record">It; valid until the next <see cref="Push"/> or <see cref="Clear"/>.</param>
    /// <returns>False when nothing is left.</returns>
    public bool TryPop(out UndoRecord record)
    {
        if (_last == null)
        {
            record = default;
            return false;
        }

        byte* bytes = (byte*)(_last + 1);
        var value = _last->ValueLength < 0 ? Bytes.Null : new Bytes(new ReadOnlySpan<byte>(bytes + _last->KeyLength, _last->ValueLength));
        record = new UndoRecord(new ReadOnlySpan<byte>(bytes, _last->KeyLength), value, _last->Timestamp, _last->Tag);
        _last = _last->Previous;
        return true;
    }

    /// <summary>Forgets all that was noted: it is committed, or rolled back.</summary>
    public void Clear()
    {
        _last = null;
        _memory.Clear();
        Mark = Mark == int.MinValue ? throw new InvalidOperationException("A store cannot be committed more than two thousand million times.") : Mark - 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last = null;
        _memory.Dispose();
    }

    /// <summary>The head of a note; key and value follow.</summary>
    private struct Head
    {
        public Head* Previous;
        public long Timestamp;
        public int Tag;
        public int KeyLength;
        public int ValueLength;
    }
}
