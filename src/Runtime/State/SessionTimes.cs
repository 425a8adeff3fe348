namespace GenStreams.State;

/// <summary>The times of a session, milliseconds since 1970-01-01 UTC, both included.</summary>
/// <param name="Start">Its first record's.</param>
/// <param name="End">Its last record's.</param>
internal readonly record struct SessionTimes(long Start, long End);
