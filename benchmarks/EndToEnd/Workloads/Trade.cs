using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.EndToEnd.Workloads;

/// <summary>The part of a trade that the workloads look at; 84 bytes that do not matter follow it on the wire.</summary>
[Serde<TradeSerde>]
internal readonly record struct Trade(double Price, int Size);

/// <summary>Reads trades of 100 bytes: price (f64), size (i32), time zone (i32) and the rest, big-endian.</summary>
internal sealed class TradeSerde : ISerde<Trade>
{
    private const int Length = 100;

    public void Serialize(Trade value, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(Length)[..Length];
        bytes.Clear();
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value.Price);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], value.Size);
        output.Advance(Length);
    }

    public Trade Deserialize(ReadOnlySpan<byte> data) => data.Length == Length
        ? new(BinaryPrimitives.ReadDoubleBigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[8..]))
        : throw new SerdeException($"A trade has {Length} bytes; these are {data.Length}.");
}
