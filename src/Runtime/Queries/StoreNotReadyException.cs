namespace GenStreams;

/// <summary>
/// A store cannot be read here and now, because its tasks are starting, restoring, being rebalanced, or run in other instances only.
/// Trying again later helps: in a web service this is a 503.
/// </summary>
public sealed class StoreNotReadyException : InvalidOperationException
{
    /// <summary>An error with a message that says which store, and why.</summary>
    public StoreNotReadyException(string message)
        : base(message)
    {
    }
}
