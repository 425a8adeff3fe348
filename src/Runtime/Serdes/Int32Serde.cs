using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>An <c>int</c> as 4 bytes, big-endian: Java's <c>IntegerSerializer</c>.</summary>
public sealed class Int32Serde : ISerde<int>
{
    private Int32Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static Int32Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(int value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public int Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(int), "int");
        return BinaryPrimitives.ReadInt32BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(int), "int");
}
