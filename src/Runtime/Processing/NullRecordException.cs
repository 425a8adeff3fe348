namespace GenStreams;

/// <summary>A null key or value came to an operator method whose parameter does not take null.</summary>
public sealed class NullRecordException : Exception
{
    /// <summary>An error with a message that says which parameter, and what to do.</summary>
    public NullRecordException(string message)
        : base(message)
    {
    }
}
