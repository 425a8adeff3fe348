namespace GenStreams.State;

/// <summary>An entry of a store, copied out of it.</summary>
/// <param name="Key">The serialised key.</param>
/// <param name="Value">The serialised value.</param>
/// <param name="Timestamp">The timestamp of the value, milliseconds since 1970-01-01 UTC.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StateEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, long Timestamp)
{
    /// <summary>Orders entries as Kafka Streams orders those of a range: by the bytes of the keys, as unsigned numbers.</summary>
    public static Comparison<StateEntry> ByKey { get; } = static (left, right) => left.Key.Span.SequenceCompareTo(right.Key.Span);

    /// <summary>Copies an entry out of a store, into one piece of memory.</summary>
    internal static StateEntry Copy(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        var bytes = new byte[key.Length + value.Length];
        key.CopyTo(bytes);
        value.CopyTo(bytes.AsSpan(key.Length));
        return new StateEntry(bytes.AsMemory(0, key.Length), bytes.AsMemory(key.Length), timestamp);
    }
}
