using System.Buffers;
using System.Buffers.Text;

namespace GenStreams.Serdes;

/// <summary>A <c>Guid</c> as its 36 characters with hyphens, in lower case: Java's <c>UUIDSerializer</c>.</summary>
public sealed class GuidSerde : ISerde<Guid>
{
    private const int Length = 36;

    private GuidSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static GuidSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(Guid value, IBufferWriter<byte> output)
    {
        value.TryFormat(output.GetSpan(Length), out int written);
        output.Advance(written);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not a UUID of 36 characters.</exception>
    public Guid Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, Length, "Guid");
        return Utf8Parser.TryParse(data, out Guid value, out int consumed, 'D') && consumed == Length
            ? value
            : throw new SerdeException("A Guid is 32 hexadecimal digits in groups of 8-4-4-4-12, but the data is another text.");
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not a UUID of 36 characters.</exception>
    public void Check(ReadOnlySpan<byte> data) => Deserialize(data);
}
