namespace GenStreams;

/// <summary>Where a source starts when its group has no committed offset.</summary>
public enum OffsetReset
{
    /// <summary>At the first record that the topic still has; Kafka Streams' default.</summary>
    Earliest,

    /// <summary>After the last record that the topic has at that moment.</summary>
    Latest,
}
