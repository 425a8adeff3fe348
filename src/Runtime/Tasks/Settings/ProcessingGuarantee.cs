namespace GenStreams;

/// <summary>How often a record takes effect when threads fail.</summary>
public enum ProcessingGuarantee
{
    /// <summary>At least once: after a failure, what was not committed is processed again.</summary>
    AtLeastOnce,

    /// <summary>
    /// Exactly once, from Kafka to Kafka: outputs, changelogs and offsets are committed in one transaction, and readers that read
    /// committed records see all of it or nothing. Needs brokers of version 2.5 or later.
    /// </summary>
    ExactlyOnce,
}
