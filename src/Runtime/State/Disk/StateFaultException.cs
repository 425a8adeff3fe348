namespace GenStreams.State.Disk;

/// <summary>The disk under a store is at fault: it is full, cannot be read, or what it gives is damaged. It says nothing about the record that was processed.</summary>
internal class StateFaultException : IOException
{
    /// <summary>A fault.</summary>
    /// <param name="message">What is wrong.</param>
    public StateFaultException(string message)
        : base(message)
    {
    }
}
