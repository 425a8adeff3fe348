namespace GenStreams.Testing;

/// <summary>An exception ended the topology: no error handler resumed it. The message says where; the cause is the inner exception.</summary>
public sealed class TopologyFailedException : Exception
{
    internal TopologyFailedException(string message, Exception cause, string? member, string? topic, int partition, long offset)
        : base(message, cause)
    {
        Member = member;
        Topic = topic;
        Partition = partition;
        Offset = offset;
    }

    /// <summary>The operator whose work it was; null when it is not known.</summary>
    public string? Member { get; }

    /// <summary>The topic of the record at hand; null when there was none.</summary>
    public string? Topic { get; }

    /// <summary>The partition of the record at hand; -1 when there was none.</summary>
    public int Partition { get; }

    /// <summary>The offset of the record at hand; -1 when there was none.</summary>
    public long Offset { get; }
}
