using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.RocksDb;

/// <summary>A version of a key in the database: from when to when it was valid, whether it is a deletion, and its value.</summary>
internal readonly ref struct VersionRow
{
    private const int HeadSize = (2 * sizeof(long)) + 1;

    private readonly ReadOnlySpan<byte> _stored;

    /// <summary>A version as it is stored.</summary>
    public VersionRow(ReadOnlySpan<byte> stored) => _stored = stored;

    /// <summary>From when on it was valid, milliseconds since 1970-01-01 UTC.</summary>
    public long ValidFrom => BinaryPrimitives.ReadInt64LittleEndian(_stored);

    /// <summary>When it ceased to be valid.</summary>
    public long ValidTo => BinaryPrimitives.ReadInt64LittleEndian(_stored[sizeof(long)..]);

    /// <summary>The value; null: a deletion.</summary>
    public Bytes Value => _stored[HeadSize - 1] == 0 ? Bytes.Null : new Bytes(_stored[HeadSize..]);

    /// <summary>Writes one.</summary>
    /// <param name="to">Takes the bytes; it grows when it must.</param>
    /// <param name="value">The value.</param>
    /// <param name="validFrom">From when on it is valid.</param>
    /// <param name="validTo">When it ceased to be valid.</param>
    /// <returns>As it is stored.</returns>
    public static ReadOnlySpan<byte> Write(ref byte[] to, Bytes value, long validFrom, long validTo)
    {
        int length = checked(HeadSize + value.Span.Length);
        if (to.Length < length)
        {
            to = new byte[Math.Max(length, to.Length * 2)];
        }

        var stored = to.AsSpan(0, length);
        BinaryPrimitives.WriteInt64LittleEndian(stored, validFrom);
        BinaryPrimitives.WriteInt64LittleEndian(stored[sizeof(long)..], validTo);
        stored[HeadSize - 1] = value.IsNull ? (byte)0 : (byte)1;
        value.Span.CopyTo(stored[HeadSize..]);
        return stored;
    }
}
