namespace GenStreams;

/// <summary>The clock of a punctuation.</summary>
public enum PunctuationTime
{
    /// <summary>
    /// The greatest timestamp that the task has seen: called at the first record, and then when a record passes the next multiple of the
    /// interval since 1970-01-01 UTC, once, however many were passed.
    /// </summary>
    StreamTime,

    /// <summary>The machine's clock: called at intervals from the task's start on. What is missed while the task is busy is not made up for.</summary>
    WallClock,
}
