using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>long</c> as 8 bytes, big-endian: Java's <c>LongSerializer</c>.</summary>
public sealed class Int64Serde : ISerde<long>
{
    private Int64Serde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static Int64Serde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(long value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public long Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(long), "long");
        return BinaryPrimitives.ReadInt64BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(long), "long");
}
