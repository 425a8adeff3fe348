namespace GenStreams.State;

/// <summary>An entry that was found by the order of keys. Valid until the store is next written to.</summary>
internal readonly ref struct RangeEntry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
{
    /// <summary>The serialised key.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>The serialised value.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>The timestamp of the value, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; } = timestamp;
}
