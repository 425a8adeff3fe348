namespace GenStreams.Testing;

/// <summary>A record that a topology wrote.</summary>
/// <typeparam name="TKey">Type of the key.</typeparam>
/// <typeparam name="TValue">Type of the value.</typeparam>
public sealed class TestRecord<TKey, TValue>
{
    internal TestRecord(TestMessage message, ISerde<TKey> keys, ISerde<TValue> values)
    {
        HasKey = message.Key is not null;
        Key = message.Key is null ? default : keys.Deserialize(message.Key);
        IsTombstone = message.Value is null;
        Value = message.Value is null ? default : values.Deserialize(message.Value);
        Timestamp = message.Timestamp;
        Partition = message.Partition;
        Headers = new RecordHeaders();
        Headers.Load(message.Headers);
    }

    /// <summary>The key; the type's default when it is null on the wire.</summary>
    public TKey? Key { get; }

    /// <summary>The value; the type's default when it is null on the wire.</summary>
    public TValue? Value { get; }

    /// <summary>Whether the key is not null on the wire.</summary>
    public bool HasKey { get; }

    /// <summary>Whether the value is null on the wire.</summary>
    public bool IsTombstone { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>The partition it was written to.</summary>
    public int Partition { get; }

    /// <summary>Its headers.</summary>
    public RecordHeaders Headers { get; }
}
