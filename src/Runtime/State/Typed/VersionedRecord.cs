namespace GenStreams;

/// <summary>A version of a key, with the times between which it is valid: milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">From when on it is valid: the version's timestamp.</param>
/// <param name="ValidTo">Until when, that excluded: the timestamp of the next version; null when there is none, and it still is.</param>
/// <typeparam name="TValue">Type of the values.</typeparam>
public readonly record struct VersionedRecord<TValue>(TValue Value, long Timestamp, long? ValidTo);
