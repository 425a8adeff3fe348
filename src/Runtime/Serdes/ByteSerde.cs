using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>A <c>byte</c> as it is. Java has no serializer for a single byte.</summary>
public sealed class ByteSerde : ISerde<byte>
{
    private ByteSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static ByteSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(byte value, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 1 byte long.</exception>
    public byte Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, 1, "byte");
        return data[0];
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 1 byte long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, 1, "byte");
}
