using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.EndToEnd.Workloads;

/// <summary>What the map workload makes of a trade: price (f64) and size (i32), big-endian.</summary>
[Serde<PriceAndSizeSerde>]
internal readonly record struct PriceAndSize(double Price, int Size);

/// <summary>Writes 12 bytes.</summary>
internal sealed class PriceAndSizeSerde : ISerde<PriceAndSize>
{
    private const int Length = 12;

    public void Serialize(PriceAndSize value, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(Length);
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value.Price);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], value.Size);
        output.Advance(Length);
    }

    public PriceAndSize Deserialize(ReadOnlySpan<byte> data) =>
        new(BinaryPrimitives.ReadDoubleBigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[8..]));
}
