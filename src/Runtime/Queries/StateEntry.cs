namespace GenStreams.Queries;

/// <summary>An entry of a store, copied out of it.</summary>
/// <param name="Key">The serialised key.</param>
/// <param name="Value">The serialised value.</param>
/// <param name="Timestamp">The timestamp of the value, milliseconds since 1970-01-01 UTC.</param>
public sealed record StateEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, long Timestamp);
