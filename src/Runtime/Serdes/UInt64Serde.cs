using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>ulong</c> as 8 bytes, big-endian. Java has no unsigned numbers.</summary>
public sealed class UInt64Serde : ISerde<ulong>
{
    private UInt64Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static UInt64Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(ulong value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt64BigEndian(output.GetSpan(sizeof(ulong)), value);
        output.Advance(sizeof(ulong));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public ulong Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(ulong), "ulong");
        return BinaryPrimitives.ReadUInt64BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(ulong), "ulong");
}
