using GenStreams.Processing;

namespace GenStreams;

/// <summary>A record on its way from or to the broker. Its bytes are valid during the call only.</summary>
public readonly ref struct InterceptedRecord
{
    /// <summary>A record.</summary>
    public InterceptedRecord(string clientId, string topic, int partition, long offset, long timestamp, Bytes key, Bytes value)
    {
        ClientId = clientId;
        Topic = topic;
        Partition = partition;
        Offset = offset;
        Timestamp = timestamp;
        Key = key;
        Value = value;
    }

    /// <summary>The client's <c>client.id</c>, which has the application id and the thread in it.</summary>
    public string ClientId { get; }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>The partition; -1 when the record is sent and its key is to choose.</summary>
    public int Partition { get; }

    /// <summary>The offset; -1 when the record is sent.</summary>
    public long Offset { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC; of a fetched record, that of its topic.</summary>
    public long Timestamp { get; }

    /// <summary>The key.</summary>
    public Bytes Key { get; }

    /// <summary>The value.</summary>
    public Bytes Value { get; }

    /// <summary>Bytes of key and value together.</summary>
    public int Size => Key.Span.Length + Value.Span.Length;
}
