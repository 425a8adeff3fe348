using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>The serde of a value type as that of its nullable type. Null itself never reaches a serde.</summary>
/// <param name="serde">The serde of the value type.</param>
/// <typeparam name="T">The value type.</typeparam>
public sealed class NullableSerde<T>(ISerde<T> serde) : ISerde<T?>
    where T : struct
{
    /// <inheritdoc/>
    public void Serialize(T? value, IBufferWriter<byte> output) => serde.Serialize(value!.Value, output);

    /// <inheritdoc/>
    public T? Deserialize(ReadOnlySpan<byte> data) => serde.Deserialize(data);

    /// <inheritdoc/>
    public void Check(ReadOnlySpan<byte> data) => serde.Check(data);
}
