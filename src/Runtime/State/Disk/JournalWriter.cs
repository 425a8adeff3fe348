using System.Buffers.Binary;

namespace GenStreams.State.Disk;

/// <summary>Appends frames to a journal file.</summary>
internal sealed class JournalWriter : IDisposable
{
    private uint _chain;
    private uint _committedChain;

    private JournalWriter(JournalFile file, long end, uint chain)
    {
        File = file;
        End = CommittedEnd = end;
        _chain = _committedChain = chain;
    }

    /// <summary>The file.</summary>
    public JournalFile File { get; }

    /// <summary>Where the next frame comes.</summary>
    public long End { get; private set; }

    /// <summary>Where the last commit ends.</summary>
    public long CommittedEnd { get; private set; }

    /// <summary>Begins an empty file.</summary>
    /// <param name="file">The file; it is closed when that fails.</param>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="fingerprint">Stands for all that gives the content its meaning.</param>
    public static JournalWriter Begin(JournalFile file, int stores, ulong fingerprint)
    {
        try
        {
            Span<byte> head = stackalloc byte[JournalHeader.Size];
            uint chain = new JournalHeader(stores, fingerprint, (ulong)Random.Shared.NextInt64()).Write(head);
            file.Write(head, 0);
            return new JournalWriter(file, JournalHeader.Size, chain);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on behind the last commit of a file.</summary>
    public static JournalWriter GoOn(JournalFile file, JournalExtent extent)
    {
        if (file.Length > extent.End)
        {
            file.Cut(extent.End);
        }

        return new JournalWriter(file, extent.End, extent.Chain);
    }

    /// <summary>Writes changes that do not count yet.</summary>
    public void WriteChanges(JournalBuffer changes) => Write(changes, withTail: false, Checksum.Of(changes.Changes));

    /// <summary>Writes changes, with which a commit ends: all that was written counts.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="time">When it was committed.</param>
    /// <param name="positions">The position of each store.</param>
    public void WriteCommit(JournalBuffer changes, DateTimeOffset time, ReadOnlySpan<long> positions)
    {
        var tail = changes.Frame(withTail: true)[^JournalFrame.TailSize(positions.Length)..];
        BinaryPrimitives.WriteInt64LittleEndian(tail, time.ToUnixTimeMilliseconds());
        for (int i = 0; i < positions.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(tail[((i + 1) * sizeof(long))..], positions[i]);
        }

        Write(changes, withTail: true, Checksum.Append(Checksum.Of(changes.Changes), tail));
        CommittedEnd = End;
        _committedChain = _chain;
    }

    /// <summary>Removes what was written since the last commit.</summary>
    public void CutToCommit()
    {
        if (End > CommittedEnd)
        {
            File.Cut(CommittedEnd);
            End = CommittedEnd;
            _chain = _committedChain;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private void Write(JournalBuffer changes, bool withTail, uint checksum)
    {
        var frame = changes.Frame(withTail);
        uint chain = new JournalFrame(frame.Length - JournalFrame.HeadSize, withTail, checksum).WriteHead(frame, _chain);
        File.Write(frame, End);
        End += frame.Length;
        _chain = chain;
    }
}
