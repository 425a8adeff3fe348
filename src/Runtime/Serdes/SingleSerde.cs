using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>float</c> as 4 bytes, IEEE 754, big-endian: Java's <c>FloatSerializer</c>.</summary>
public sealed class SingleSerde : ISerde<float>
{
    private SingleSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static SingleSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(float value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteSingleBigEndian(output.GetSpan(sizeof(float)), value);
        output.Advance(sizeof(float));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public float Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(float), "float");
        return BinaryPrimitives.ReadSingleBigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 4 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(float), "float");
}
