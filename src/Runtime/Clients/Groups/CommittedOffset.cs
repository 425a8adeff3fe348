using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>An offset that a group has committed or commits.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset of the next record to process; -1: none was committed.</param>
/// <param name="Metadata">What the committer wrote beside it; empty for nothing.</param>
internal readonly record struct CommittedOffset(TopicPartition Partition, long Offset, string Metadata);
