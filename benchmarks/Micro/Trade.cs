using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Benchmarks;

/// <summary>The part of a trade that is looked at.</summary>
[Serde<TradeSerde>]
internal readonly record struct Trade(double Price, int Size);

/// <summary>Price (f64) and size (i32), big-endian; what follows does not matter.</summary>
internal sealed class TradeSerde : ISerde<Trade>
{
    public void Serialize(Trade value, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(12);
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value.Price);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], value.Size);
        output.Advance(12);
    }

    public Trade Deserialize(ReadOnlySpan<byte> data) =>
        new(BinaryPrimitives.ReadDoubleBigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[8..]));
}
