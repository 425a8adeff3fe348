using System.Buffers;
using System.Buffers.Binary;

namespace GenStreams.Serdes;

/// <summary>
/// Keys of sessions: the key, then the session's end and its start as 8 bytes each, big-endian: Java's
/// <c>SessionWindowedSerializer</c> and <c>SessionWindowedDeserializer</c>.
/// </summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
public sealed class SessionWindowedSerde<TKey> : ISerde<Windowed<TKey>>, IWindowedSerde
{
    private const int Length = 2 * sizeof(long);

    private readonly ISerde<TKey> _keys;

    /// <summary>A serde of sessions.</summary>
    /// <param name="keys">Serde of the keys.</param>
    public SessionWindowedSerde(ISerde<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = keys;
    }

    /// <inheritdoc/>
    public int WindowLength => Length;

    /// <inheritdoc/>
    public void Serialize(Windowed<TKey> value, IBufferWriter<byte> output)
    {
        _keys.Serialize(value.Key, output);
        var window = output.GetSpan(Length);
        BinaryPrimitives.WriteInt64BigEndian(window, value.End);
        BinaryPrimitives.WriteInt64BigEndian(window[sizeof(long)..], value.Start);
        output.Advance(Length);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is shorter than a session, or its key is not one of the type.</exception>
    public Windowed<TKey> Deserialize(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckMinimum(data, Length, "key of a session");
        var window = data[^Length..];
        long end = BinaryPrimitives.ReadInt64BigEndian(window);
        long start = BinaryPrimitives.ReadInt64BigEndian(window[sizeof(long)..]);
        return new Windowed<TKey>(_keys.Deserialize(data[..^Length]), start, end);
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is shorter than a session, or its key is not one of the type.</exception>
    public void Check(ReadOnlySpan<byte> data)
    {
        SerdeErrors.CheckMinimum(data, Length, "key of a session");
        _keys.Check(data[..^Length]);
    }
}
