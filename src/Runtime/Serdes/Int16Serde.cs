using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>short</c> as 2 bytes, big-endian: Java's <c>ShortSerializer</c>.</summary>
public sealed class Int16Serde : ISerde<short>
{
    private Int16Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static Int16Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(short value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt16BigEndian(output.GetSpan(sizeof(short)), value);
        output.Advance(sizeof(short));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public short Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(short), "short");
        return BinaryPrimitives.ReadInt16BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(short), "short");
}
