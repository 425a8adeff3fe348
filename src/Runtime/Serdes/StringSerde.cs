using System.Buffers;
using System.Text;

namespace GenStreams.Serdes;

/// <summary>A <c>string</c> as UTF-8 without a length or a byte order mark: Java's <c>StringSerializer</c>.</summary>
/// <remarks>
/// As in Java nothing is refused: bytes that are not UTF-8 are read as U+FFFD, and half a surrogate pair is written as U+FFFD (Java
/// writes a question mark).
/// </remarks>
public sealed class StringSerde : ISerde<string>
{
    /// <summary>Up to this many chars, room for the worst case is cheaper than counting first.</summary>
    private const int ShortLength = 256;

    private StringSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static StringSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(string value, IBufferWriter<byte> output)
    {
        int size = value.Length <= ShortLength ? Encoding.UTF8.GetMaxByteCount(value.Length) : Encoding.UTF8.GetByteCount(value);
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(size)));
    }

    /// <inheritdoc/>
    public string Deserialize(ReadOnlySpan<byte> data) => Encoding.UTF8.GetString(data);

    /// <summary>Does nothing: any bytes can be read.</summary>
    public void Check(ReadOnlySpan<byte> data)
    {
    }
}
