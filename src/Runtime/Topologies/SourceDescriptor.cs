namespace GenStreams.Topologies;

/// <summary>A topic that a sub-topology reads.</summary>
/// <param name="Member">The member that declares it.</param>
/// <param name="Topic">The topic.</param>
/// <param name="OffsetReset">Where it starts without a committed offset.</param>
public sealed record SourceDescriptor(string Member, TopicName Topic, OffsetReset OffsetReset = OffsetReset.Earliest);
