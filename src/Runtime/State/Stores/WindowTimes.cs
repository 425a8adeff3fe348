namespace GenStreams.State;

/// <summary>A sliding window or a session that a store has, milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Timestamp">The greatest timestamp of its records: of a session its end.</param>
internal readonly record struct WindowTimes(long Start, long Timestamp);
