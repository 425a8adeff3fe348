using GenStreams.Processing;

namespace GenStreams.Clients;

/// <summary>
/// A message that was fetched and not yet processed: pointers into the client's memory. Owned by whoever took it from
/// <see cref="IStreamConsumer.Poll"/>, until <see cref="IStreamConsumer.Release"/>.
/// </summary>
internal readonly unsafe struct ConsumedMessage
{
    private readonly byte* _key;
    private readonly byte* _value;
    private readonly int _keyLength;
    private readonly int _valueLength;

    /// <summary>A message.</summary>
    /// <param name="owner">What the client releases: its own message object.</param>
    /// <param name="slot">The number of its partition, see <see cref="IStreamConsumer.Slot"/>.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="key">The key; a null pointer for null.</param>
    /// <param name="keyLength">Length of the key in bytes.</param>
    /// <param name="value">The value; a null pointer for null.</param>
    /// <param name="valueLength">Length of the value in bytes.</param>
    public ConsumedMessage(nint owner, int slot, long offset, long timestamp, byte* key, int keyLength, byte* value, int valueLength)
    {
        Owner = owner;
        Slot = slot;
        Offset = offset;
        Timestamp = timestamp;
        _key = key;
        _keyLength = keyLength;
        _value = value;
        _valueLength = valueLength;
    }

    /// <summary>What the client releases.</summary>
    public nint Owner { get; }

    /// <summary>The number of its partition.</summary>
    public int Slot { get; }

    /// <summary>The offset.</summary>
    public long Offset { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC; negative when the message has none.</summary>
    public long Timestamp { get; }

    /// <summary>Bytes of key and value together.</summary>
    public int Size => _keyLength + _valueLength;

    /// <summary>The record, valid until the message is released.</summary>
    public RawRecord Raw => new(
        _key is null ? Bytes.Null : new ReadOnlySpan<byte>(_key, _keyLength),
        _value is null ? Bytes.Null : new ReadOnlySpan<byte>(_value, _valueLength),
        Timestamp);
}
