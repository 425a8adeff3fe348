using System.Buffers.Binary;

namespace GenStreams.State.Disk;

/// <summary>
/// The head of a frame. Frames follow each other in a journal file, each with changes; the last one of a commit also has the commit's time
/// and positions, and only frames up to such a one count. Each head's checksum goes on from that of the frame before it, so that no
/// frame can stand in another place than the one it was written for.
/// </summary>
/// <param name="Length">Bytes that follow the head.</param>
/// <param name="IsCommit">Whether a commit ends with it.</param>
/// <param name="PayloadChecksum">The checksum of what follows.</param>
internal readonly record struct JournalFrame(int Length, bool IsCommit, uint PayloadChecksum)
{
    /// <summary>Bytes of a head.</summary>
    public const int HeadSize = 16;

    private const uint Changes = 1;
    private const uint Commit = 2;

    /// <summary>Bytes that stand at the end of a commit's last frame: the time, and a position for each store.</summary>
    public static int TailSize(int stores) => checked((1 + stores) * sizeof(long));

    /// <summary>Writes the head.</summary>
    /// <param name="to">Gets <see cref="HeadSize"/> bytes.</param>
    /// <param name="chain">The checksum of the head before.</param>
    /// <returns>The checksum of this head.</returns>
    public uint WriteHead(Span<byte> to, uint chain)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, Length);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], IsCommit ? Commit : Changes);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], PayloadChecksum);
        uint next = Checksum.Append(chain, to[..12]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], next);
        return next;
    }

    /// <summary>Reads a head.</summary>
    /// <param name="from">The bytes.</param>
    /// <param name="chain">The checksum of the head before; becomes that of this head.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>False when it is not whole, or not the one that was written here.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> from, ref uint chain, out JournalFrame frame)
    {
        frame = default;
        if (from.Length < HeadSize)
        {
            return false;
        }

        uint next = Checksum.Append(chain, from[..12]);
        uint kind = BinaryPrimitives.ReadUInt32LittleEndian(from[4..]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(from);
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[12..]) != next || kind is not (Changes or Commit) || length < 0)
        {
            return false;
        }

        chain = next;
        frame = new JournalFrame(length, kind == Commit, BinaryPrimitives.ReadUInt32LittleEndian(from[8..]));
        return true;
    }
}
