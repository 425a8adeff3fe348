namespace GenStreams.State;

/// <summary>A row of an <see cref="OuterJoinBytesStore"/>; valid until the store is next written to.</summary>
internal readonly ref struct OuterJoinRow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> values, long timestamp)
{
    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>The values, as <see cref="OuterJoinValues"/>.</summary>
    public ReadOnlySpan<byte> Values { get; } = values;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; } = timestamp;
}
