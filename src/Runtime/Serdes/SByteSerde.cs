using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>An <c>sbyte</c> as one byte in two's complement. Java has no serializer for a single byte.</summary>
public sealed class SByteSerde : ISerde<sbyte>
{
    private SByteSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static SByteSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(sbyte value, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 1 byte long.</exception>
    public sbyte Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, 1, "sbyte");
        return (sbyte)data[0];
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 1 byte long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, 1, "sbyte");
}
