using System.Buffers.Binary;

namespace GenStreams.State.Disk;

/// <summary>
/// Reads a journal file: first all of it, to find out up to where it is whole, then the changes up to there. What is applied is known to be
/// whole, and part of a commit.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="stores">How many stores the task has.</param>
internal sealed class JournalReader(JournalFile file, int stores)
{
    private byte[] _buffer = new byte[JournalChanges.FullSize + (64 * 1024)];
    private int _start;
    private int _filled;
    private long _next;

    /// <summary>Finds out what counts.</summary>
    /// <param name="fingerprint">The fingerprint that is expected.</param>
    /// <param name="refusal">Why nothing does.</param>
    /// <returns>Null when nothing does.</returns>
    public JournalExtent? Scan(ulong fingerprint, out string? refusal)
    {
        MoveTo(0);
        refusal = JournalHeader.Check(Take(JournalHeader.Size), stores, fingerprint, out uint chain);
        if (refusal is not null)
        {
            return null;
        }

        long[] positions = [.. Enumerable.Repeat(StateJournal.None, stores)];
        var extent = new JournalExtent(chain, JournalHeader.Size, chain, JournalHeader.Size, default, positions, Damage: null);
        bool isFirst = true;
        string? damage;
        while (TryReadFrame(ref chain, out bool isCommit, out var payload, out damage))
        {
            if (isCommit)
            {
                var tail = payload[^JournalFrame.TailSize(stores)..];
                long milliseconds = BinaryPrimitives.ReadInt64LittleEndian(tail);
                if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
                {
                    refusal = "a commit in it has a time that there is not";
                    return null;
                }

                var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                for (int i = 0; i < stores; i++)
                {
                    positions[i] = BinaryPrimitives.ReadInt64LittleEndian(tail[((i + 1) * sizeof(long))..]);
                }

                extent = extent with { End = Offset, Chain = chain, FirstEnd = isFirst ? Offset : extent.FirstEnd, Time = time };
                isFirst = false;
            }
        }

        return extent with { Damage = damage ?? (Offset > extent.End ? "it was never committed" : null) };
    }

    /// <summary>Fills the stores.</summary>
    /// <param name="extent">What counts.</param>
    /// <param name="to">The stores.</param>
    /// <returns>How many changes there were.</returns>
    /// <exception cref="InvalidDataException">A change is of no store.</exception>
    public long Replay(JournalExtent extent, IReadOnlyList<StateStore> to)
    {
        long count = 0;
        uint chain = extent.HeadChain;
        MoveTo(JournalHeader.Size);
        while (Offset < extent.End && TryReadFrame(ref chain, out bool isCommit, out var payload, out _))
        {
            var changes = isCommit ? payload[..^JournalFrame.TailSize(stores)] : payload;
            while (!changes.IsEmpty)
            {
                var change = JournalRecord.Read(ref changes);
                if ((uint)change.Store >= (uint)to.Count)
                {
                    throw new InvalidDataException($"A change in a journal is of store {change.Store}, and there are {to.Count}.");
                }

                to[change.Store].Restore(change.Key, change.Value, change.Timestamp, change.Headers);
                count++;
            }

            // Nothing of it is ever taken back: a store that can undo need not remember.
            foreach (var store in to)
            {
                store.Committed();
            }
        }

        return count;
    }

    /// <summary>Where the next frame begins.</summary>
    private long Offset => _next - (_filled - _start);

    private bool TryReadFrame(ref uint chain, out bool isCommit, out ReadOnlySpan<byte> payload, out string? damage)
    {
        isCommit = false;
        payload = default;
        damage = null;
        var head = Take(JournalFrame.HeadSize);
        if (head.IsEmpty)
        {
            return false;
        }

        uint next = chain;
        if (!JournalFrame.TryReadHead(head, ref next, out var frame) || (frame.IsCommit && frame.Length < JournalFrame.TailSize(stores)))
        {
            damage = "a frame's head is not the one that was written (checksum)";
            return false;
        }

        payload = frame.Length <= file.Length - Offset ? Take(frame.Length) : default;
        if (payload.Length < frame.Length)
        {
            damage = "the file ends within a frame";
            return false;
        }

        if (Checksum.Of(payload) != frame.PayloadChecksum)
        {
            damage = "the changes of a frame are not those that were written (checksum)";
            return false;
        }

        chain = next;
        isCommit = frame.IsCommit;
        return true;
    }

    private void MoveTo(long offset)
    {
        _next = offset;
        _start = _filled = 0;
    }

    /// <summary>The next bytes of the file, valid until the next call; fewer at its end.</summary>
    private ReadOnlySpan<byte> Take(int length)
    {
        if (_filled - _start < length)
        {
            Fill(length);
        }

        var taken = _buffer.AsSpan(_start, Math.Min(length, _filled - _start));
        _start += taken.Length;
        return taken;
    }

    private void Fill(int length)
    {
        int rest = _filled - _start;
        var from = _buffer.AsSpan(_start, rest);
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        from.CopyTo(_buffer);
        _start = 0;
        int read = file.Read(_buffer.AsSpan(rest), _next);
        _next += read;
        _filled = rest + read;
    }
}
