using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Runtime.Tests.State;

internal sealed class Int64Serde : ISerde<long>
{
    public static Int64Serde Instance { get; } = new();

    public void Serialize(long value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public long Deserialize(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadInt64BigEndian(data);
}
