namespace GenStreams.State;

/// <summary>What a store holds for a key. Valid until the store is next written to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct KeyValueEntry
{
    /// <summary>A value and its timestamp.</summary>
    public KeyValueEntry(ReadOnlySpan<byte> value, long timestamp)
    {
        Value = value;
        Timestamp = timestamp;
    }

    /// <summary>The serialised value.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The timestamp of the value, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }
}
