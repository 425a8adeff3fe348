namespace GenStreams;

/// <summary>The clock of a punctuation.</summary>
public enum PunctuationTime
{
    /// <summary>The greatest timestamp that the task has seen.</summary>
    StreamTime,

    /// <summary>The machine's clock.</summary>
    WallClock,
}
