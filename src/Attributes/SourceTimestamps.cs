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
    /// have one of its own, else the topology ends.
    /// </summary>
    UsePartitionTimeOnInvalid,

    /// <summary>Records get the time of the machine's clock at which it is their turn, whatever their own is.</summary>
    WallClock,
}
