using GenStreams.Processing;

namespace GenStreams;

/// <summary>The moment at which a <c>[Punctuate]</c> method is called. It cannot outlive the call.</summary>
public readonly ref struct Punctuation
{
    private readonly ScheduledPunctuation? _schedule;

    /// <summary>A punctuation without a schedule, for tests of a method; <see cref="Cancel"/> then does nothing.</summary>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public Punctuation(long timestamp) => Timestamp = timestamp;

    internal Punctuation(ScheduledPunctuation schedule, long timestamp)
    {
        _schedule = schedule;
        Timestamp = timestamp;
    }

    /// <summary>
    /// The time, milliseconds since 1970-01-01 UTC: that of the task's stream, or the wall clock's. What the method emits and stores has it
    /// as timestamp.
    /// </summary>
    public long Timestamp { get; }

    /// <summary>Ends this punctuation for as long as the task lives. A new task starts it again.</summary>
    public void Cancel() => _schedule?.Cancel();
}
