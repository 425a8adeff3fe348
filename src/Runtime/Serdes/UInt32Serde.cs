using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>uint</c> as 4 bytes, big-endian. Java has no unsigned numbers.</summary>
public sealed class UInt32Serde : ISerde<uint>
{
    private UInt32Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static UInt32Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(uint value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public uint Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(uint), "uint");
        return BinaryPrimitives.ReadUInt32BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(uint), "uint");
}
