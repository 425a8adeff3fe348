namespace GenStreams.Processing;

/// <summary>A serialised key or value: bytes, or null, which Kafka keeps apart from empty.</summary>
public readonly ref struct Bytes
{
    private readonly bool _present;

    /// <summary>Bytes that are there, possibly none.</summary>
    public Bytes(ReadOnlySpan<byte> span)
    {
        Span = span;
        _present = true;
    }

    /// <summary>The bytes; empty when null.</summary>
    public ReadOnlySpan<byte> Span { get; }

    /// <summary>Whether this is null, not just empty.</summary>
    public bool IsNull => !_present;

    /// <summary>Null.</summary>
    public static Bytes Null => default;

    /// <summary>Bytes that are there.</summary>
    public static implicit operator Bytes(ReadOnlySpan<byte> span) => new(span);
}
