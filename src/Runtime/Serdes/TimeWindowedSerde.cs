using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>
/// Keys of tumbling, hopping and sliding windows: the key, then the window's start as 8 bytes, big-endian. The end is not written, as all
/// windows have one size: Java's <c>TimeWindowedSerializer</c> and <c>TimeWindowedDeserializer</c>.
/// </summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
public sealed class TimeWindowedSerde<TKey> : ISerde<Windowed<TKey>>, IWindowedSerde
{
    private readonly ISerde<TKey> _keys;
    private readonly long _size;

    /// <summary>A serde of windows of one size.</summary>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="size">The distance of a window's end from its start in milliseconds, above 0.</param>
    public TimeWindowedSerde(ISerde<TKey> keys, long size)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _keys = keys;
        _size = size;
    }

    /// <inheritdoc/>
    public int WindowLength => sizeof(long);

    /// <inheritdoc/>
    public void Serialize(Windowed<TKey> value, IBufferWriter<byte> output)
    {
        _keys.Serialize(value.Key, output);
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value.Start);
        output.Advance(sizeof(long));
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is shorter than a window, or its key is not one of the type.</exception>
    public Windowed<TKey> Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckMinimum(data, sizeof(long), "windowed key");
        long start = BinaryPrimitives.ReadInt64BigEndian(data[^sizeof(long)..]);
        long end = start > long.MaxValue - _size ? long.MaxValue : start + _size;
        return new Windowed<TKey>(_keys.Deserialize(data[..^sizeof(long)]), start, end);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is shorter than a window, or its key is not one of the type.</exception>
    public void Check(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckMinimum(data, sizeof(long), "windowed key");
        _keys.Check(data[..^sizeof(long)]);
    }
}
