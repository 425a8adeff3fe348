using System.Buffers.Binary;

namespace GenStreams.State.Disk;

/// <summary>The head of a journal file: whose it is, and how to read it.</summary>
/// <param name="Stores">How many stores the task has.</param>
/// <param name="Fingerprint">Stands for all that gives the content its meaning: the stores, their kinds, their changelogs.</param>
/// <param name="Salt">What no other file has: no frame of another file is ever taken for one of this.</param>
internal readonly record struct JournalHeader(int Stores, ulong Fingerprint, ulong Salt)
{
    /// <summary>Bytes of a head.</summary>
    public const int Size = 40;

    private const uint Format = 1;

    private static ReadOnlySpan<byte> Magic => "GSTREAMS"u8;

    /// <summary>Writes it.</summary>
    /// <param name="to">Gets <see cref="Size"/> bytes.</param>
    /// <returns>Its checksum, with which the chain of frames begins.</returns>
    public uint Write(Span<byte> to)
    {
        to[..Size].Clear();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Format);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], Stores);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], Fingerprint);
        BinaryPrimitives.WriteUInt64LittleEndian(to[24..], Salt);
        uint checksum = Checksum.Of(to[..32]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[32..], checksum);
        return checksum;
    }

    /// <summary>Reads one, and says what is wrong with it.</summary>
    /// <param name="from">The first bytes of the file.</param>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="fingerprint">The fingerprint that is expected.</param>
    /// <param name="chain">The checksum with which the chain of frames begins.</param>
    /// <returns>Null when it is right; else why the file cannot be used.</returns>
    public static string? Check(ReadOnlySpan<byte> from, int stores, ulong fingerprint, out uint chain)
    {
        chain = 0;
        if (from.Length < Size)
        {
            return "the file ends within its head";
        }

        if (!from.StartsWith(Magic))
        {
            return "it is not a file of GenStreams, or its head is damaged";
        }

        chain = Checksum.Of(from[..32]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[32..]) != chain || from[36..Size].ContainsAnyExcept((byte)0))
        {
            return "its head is damaged (checksum)";
        }

        uint format = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]);
        if (format != Format)
        {
            return $"it has format {format}, written by another version of GenStreams; this one reads format {Format}";
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(from[16..]) != fingerprint || BinaryPrimitives.ReadInt32LittleEndian(from[12..]) != stores
            ? "it is of another topology, or of another version of this one (fingerprint)"
            : null;
    }
}
