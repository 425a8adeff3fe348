namespace GenStreams.Tasks;

/// <summary>A topic that the threads consume.</summary>
/// <param name="Name">The full name.</param>
/// <param name="SubTopology">Id of the sub-topology that reads it.</param>
/// <param name="Source">Index in the sub-topology's sources.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="OffsetReset">Where it starts without a committed offset.</param>
/// <param name="IsRepartition">Whether it is an internal topic, whose records are deleted once they are committed.</param>
internal sealed record SourceTopic(string Name, int SubTopology, int Source, int Partitions, OffsetReset OffsetReset, bool IsRepartition);
