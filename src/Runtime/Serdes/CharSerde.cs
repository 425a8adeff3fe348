using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>A <c>char</c>, a UTF-16 unit, as 2 bytes, big-endian. Java has no serializer for it.</summary>
public sealed class CharSerde : ISerde<char>
{
    private CharSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static CharSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(char value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(sizeof(char)), value);
        output.Advance(sizeof(char));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public char Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(char), "char");
        return (char)BinaryPrimitives.ReadUInt16BigEndian(data);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 2 bytes long.</exception>
    public void Check(ReadOnlySpan<byte> data) => SerdeErrors.CheckLength(data, sizeof(char), "char");
}
