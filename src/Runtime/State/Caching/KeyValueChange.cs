using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>What became of a key since the last flush of the record cache. Valid until the store is next written to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct KeyValueChange
{
    internal KeyValueChange(ReadOnlySpan<byte> key, Bytes oldValue, Bytes newValue, long timestamp, ReadOnlySpan<byte> headers, RecordOrigin origin)
    {
        Key = key;
        OldValue = oldValue;
        NewValue = newValue;
        Timestamp = timestamp;
        Headers = headers;
        Origin = origin;
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value at the last flush; null when there was none, or when the store does not keep old values.</summary>
    public Bytes OldValue { get; }

    /// <summary>The value now; null when the key was deleted.</summary>
    public Bytes NewValue { get; }

    /// <summary>The timestamp of the last change, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>The headers of the record that made the last change, as <see cref="RecordHeaders.Encoded"/>.</summary>
    public ReadOnlySpan<byte> Headers { get; }

    /// <summary>Where the record that made the last change came from.</summary>
    internal RecordOrigin Origin { get; }
}
