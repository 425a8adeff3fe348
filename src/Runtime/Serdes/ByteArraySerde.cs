using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>A <c>byte[]</c> as it is: Java's <c>ByteArraySerializer</c>. Each value read is an array of its own.</summary>
public sealed class ByteArraySerde : ISerde<byte[]>
{
    private ByteArraySerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static ByteArraySerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(byte[] value, IBufferWriter<byte> output) => output.Write(value);

    /// <inheritdoc/>
    public byte[] Deserialize(ReadOnlySpan<byte> data) => data.ToArray();

    /// <summary>Does nothing: any bytes can be read.</summary>
    public void Check(ReadOnlySpan<byte> data)
    {
    }
}
