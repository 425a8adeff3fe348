namespace GenStreams;

/// <summary>Calls the method at intervals.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class PunctuateAttribute : StreamOperatorAttribute
{
    /// <summary>An interval.</summary>
    /// <param name="interval">The interval, as a duration.</param>
    public PunctuateAttribute(string interval) => Interval = interval;

    /// <summary>The interval, as a duration.</summary>
    public string Interval { get; }

    /// <summary>Stream time or wall clock.</summary>
    public PunctuationTime Time { get; set; }
}
