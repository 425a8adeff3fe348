namespace GenStreams.Processing;

/// <summary>A record as it came from its topic. Valid only during the call it is passed to: the memory is the client's.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RawRecord
{
    /// <summary>A record.</summary>
    public RawRecord(Bytes key, Bytes value, long timestamp)
    {
        Key = key;
        Value = value;
        Timestamp = timestamp;
    }

    /// <summary>The serialised key.</summary>
    public Bytes Key { get; }

    /// <summary>The serialised value.</summary>
    public Bytes Value { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC; never negative where a task sees it.</summary>
    public long Timestamp { get; }
}
