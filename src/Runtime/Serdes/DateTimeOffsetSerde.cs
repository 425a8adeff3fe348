using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>
/// A <c>DateTimeOffset</c> as Kafka writes instants: milliseconds since 1970-01-01 UTC, 8 bytes, big-endian, which Java reads with its
/// <c>LongDeserializer</c>. The offset and what is finer than a millisecond are not kept.
/// </summary>
public sealed class DateTimeOffsetSerde : ISerde<DateTimeOffset>
{
    private static readonly long Min = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Max = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private DateTimeOffsetSerde()
    {
    }

    /// <summary>The one object; it has no state.</summary>
    public static DateTimeOffsetSerde Instance { get; } = new();

    /// <inheritdoc/>
    public void Serialize(DateTimeOffset value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.ToUnixTimeMilliseconds());
        output.Advance(sizeof(long));
    }

    /// <inheritdoc/>
    /// <returns>The instant, with offset zero.</returns>
    /// <exception cref="SerdeException">The data is not 8 bytes long, or beyond the years 1 to 9999.</exception>
    public DateTimeOffset Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckLength(data, sizeof(long), "DateTimeOffset");
        long milliseconds = BinaryPrimitives.ReadInt64BigEndian(data);
        return milliseconds >= Min && milliseconds <= Max
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new SerdeException($"A DateTimeOffset is {Min} to {Max} milliseconds since 1970, but the data is {milliseconds}.");
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not 8 bytes long, or beyond the years 1 to 9999.</exception>
    public void Check(ReadOnlySpan<byte> data) => Deserialize(data);
}
