namespace GenStreams.State;

/// <summary>A window and the last time in it, milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Timestamp">The greatest timestamp of its records.</param>
internal readonly record struct WindowTimes(long Start, long Timestamp);
