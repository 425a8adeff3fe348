namespace GenStreams;

/// <summary>Bytes that are not a value of the type they were read as, or a value that cannot be written.</summary>
public sealed class SerdeException : Exception
{
    /// <summary>An error with a message that says what was expected and what was found.</summary>
    public SerdeException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public SerdeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
