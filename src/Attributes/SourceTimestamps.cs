namespace GenStreams;

/// <summary>How a source gets the times of its records; the timestamp extractors of Kafka Streams.</summary>
public enum SourceTimestamps
{
    /// <summary>A negative timestamp ends the topology.</summary>
    FailOnInvalid,

    /// <summary>A record with a negative timestamp is dropped, with a warning that says where it is.</summary>
    LogAndSkipOnInvalid,

    /// <summary>
    /// A record with a negative timestamp gets the greatest one that came before it in its partition. The first record of a partition must
    /// have a valid timestamp, else the topology ends.
    /// </summary>
    UsePartitionTimeOnInvalid,

    /// <summary>Records get the wall-clock time at which they are processed; their own timestamps are ignored.</summary>
    WallClock,
}
