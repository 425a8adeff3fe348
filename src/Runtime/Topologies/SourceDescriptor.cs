namespace GenStreams.Topologies;

/// <summary>A topic that a sub-topology reads.</summary>
/// <param name="Member">The member that declares it.</param>
/// <param name="Topic">The topic.</param>
/// <param name="OffsetReset">Where it starts without a committed offset.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SourceDescriptor(string Member, TopicName Topic, OffsetReset OffsetReset = OffsetReset.Earliest)
{
    /// <summary>What becomes of records without a valid timestamp.</summary>
    public SourceTimestamps Timestamps { get; init; }

    /// <summary>Whether <see cref="Processing.TopologyTask.ExtractTimestamp"/> gives the timestamps of its records.</summary>
    public bool HasTimestampExtractor { get; init; }

    /// <summary>
    /// Checks the records that a store takes from the topic when it is restored; null when there is no such store, or nothing to check. Those
    /// that are processed are checked by <see cref="Processing.TopologyTask.Process"/>.
    /// </summary>
    public RecordCheck? Check { get; init; }
}
