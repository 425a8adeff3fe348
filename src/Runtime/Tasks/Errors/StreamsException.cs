namespace GenStreams;

/// <summary>A topology cannot start or go on. The message says what was expected, what was found, where, and what to do.</summary>
public sealed class StreamsException : Exception
{
    /// <summary>An error.</summary>
    public StreamsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public StreamsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
