namespace GenStreams;

/// <summary>Calls the method at intervals.</summary>
/// <remarks>
/// <para>The method is <c>void M(Punctuation punctuation, ...)</c> with any number of stores and outputs, and a <c>CancellationToken</c> where
/// it is wanted. It runs in the tasks of the processors that use the same stores or <c>[Output]</c> members, between records: each task calls
/// it for its own partition. What it emits has the time of the punctuation, no headers, and no topic or offset.</para>
/// <para>An error in it goes to the processing error handler, without a record.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class PunctuateAttribute : StreamOperatorAttribute
{
    /// <summary>An interval.</summary>
    /// <param name="interval">The interval, as a duration, at least 1 ms.</param>
    public PunctuateAttribute(string interval) => Interval = interval;

    /// <summary>The interval, as a duration.</summary>
    public string Interval { get; }

    /// <summary>Stream time or wall clock.</summary>
    public PunctuationTime Time { get; set; }
}
