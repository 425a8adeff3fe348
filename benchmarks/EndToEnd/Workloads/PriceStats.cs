using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.EndToEnd.Workloads;

/// <summary>What the hop workload keeps of prices: count (i64), sum (f64) and minimum (f64), big-endian.</summary>
[Serde<PriceStatsSerde>]
internal readonly record struct PriceStats(long Count, double Sum, double Minimum)
{
    public PriceStats Add(double price) => new(Count + 1, Sum + price, Math.Min(Minimum, price));
}

/// <summary>Reads and writes 24 bytes.</summary>
internal sealed class PriceStatsSerde : ISerde<PriceStats>
{
    private const int Length = 24;

    public void Serialize(PriceStats value, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(Length);
        BinaryPrimitives.WriteInt64BigEndian(bytes, value.Count);
        BinaryPrimitives.WriteDoubleBigEndian(bytes[8..], value.Sum);
        BinaryPrimitives.WriteDoubleBigEndian(bytes[16..], value.Minimum);
        output.Advance(Length);
    }

    public PriceStats Deserialize(ReadOnlySpan<byte> data) => new(
        BinaryPrimitives.ReadInt64BigEndian(data), BinaryPrimitives.ReadDoubleBigEndian(data[8..]), BinaryPrimitives.ReadDoubleBigEndian(data[16..]));
}
