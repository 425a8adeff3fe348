using System.Buffers;

namespace GenStreams.Testing;

/// <summary>The serde of a value type for its nullable type; null itself never reaches a serde.</summary>
internal sealed class NullableSerde<T>(ISerde<T> serde) : ISerde<T?>
    where T : struct
{
    public void Serialize(T? value, IBufferWriter<byte> output) => serde.Serialize(value!.Value, output);

    public T? Deserialize(ReadOnlySpan<byte> data) => serde.Deserialize(data);
}
