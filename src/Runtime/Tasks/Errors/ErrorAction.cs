namespace GenStreams;

/// <summary>What becomes of a record that failed.</summary>
public readonly record struct ErrorAction
{
    private ErrorAction(ErrorActionKind kind, string? topic)
    {
        Kind = kind;
        DeadLetterTopic = topic;
    }

    /// <summary>The stream thread fails; nothing of the record is committed. The default.</summary>
    public static ErrorAction Fail => default;

    /// <summary>The record is logged and left out: what follows the failing operator does not see it, other branches do.</summary>
    public static ErrorAction Skip => new(ErrorActionKind.Skip, null);

    /// <summary>What to do.</summary>
    public ErrorActionKind Kind { get; }

    /// <summary>Where the record goes when <see cref="Kind"/> is <see cref="ErrorActionKind.DeadLetter"/>; else null.</summary>
    public string? DeadLetterTopic { get; }

    /// <summary>
    /// The record is left out as by <see cref="Skip"/>, and goes as it was read to a topic, which must exist, with the headers
    /// <c>__streams.errors.exception</c>, <c>.message</c>, <c>.stacktrace</c>, <c>.topic</c>, <c>.partition</c> and <c>.offset</c>.
    /// </summary>
    public static ErrorAction DeadLetter(string topic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        return new ErrorAction(ErrorActionKind.DeadLetter, topic);
    }
}
