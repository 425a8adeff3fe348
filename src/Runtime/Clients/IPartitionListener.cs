using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>Told of the partitions that a group member has. Called from inside <see cref="IStreamConsumer.Poll"/> and Close.</summary>
internal interface IPartitionListener
{
    /// <summary>All partitions that are now assigned (eager protocol: after <see cref="OnRevoked"/> of all before).</summary>
    void OnAssigned(IReadOnlyList<TopicPartition> partitions);

    /// <summary>Partitions that go to others; their offsets can still be committed.</summary>
    void OnRevoked(IReadOnlyList<TopicPartition> partitions);

    /// <summary>Partitions that others may have already; nothing can be committed.</summary>
    void OnLost(IReadOnlyList<TopicPartition> partitions);
}
