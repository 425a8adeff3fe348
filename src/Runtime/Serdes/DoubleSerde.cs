using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>double</c> as 8 bytes, IEEE 754, big-endian: Java's <c>DoubleSerializer</c>.</summary>
public sealed class DoubleSerde : ISerde<double>
{
    private DoubleSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static DoubleSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(double value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteDoubleBigEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public double Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(double), "double");
        return BinaryPrimitives.ReadDoubleBigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(double), "double");
}
