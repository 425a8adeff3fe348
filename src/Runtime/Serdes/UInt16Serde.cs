using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>ushort</c> as 2 bytes, big-endian. Java has no unsigned numbers.</summary>
public sealed class UInt16Serde : ISerde<ushort>
{
    private UInt16Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static UInt16Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(ushort value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(sizeof(ushort)), value);
        output.Advance(sizeof(ushort));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public ushort Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(ushort), "ushort");
        return BinaryPrimitives.ReadUInt16BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(ushort), "ushort");
}
