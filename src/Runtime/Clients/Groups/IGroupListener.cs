using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// Told what the group decides, from inside <see cref="IGroupMember.Poll"/>. Each call is owed an answer, then or later, while the member is
/// polled on; the group waits for it as long as the poll interval.
/// </summary>
internal interface IGroupListener
{
    /// <summary>
    /// Partitions that come in addition to those that are there; to be answered by <see cref="IGroupMember.Accept"/>. When there are none, the group has
    /// shared all out and has nothing more for this member, and no answer is owed.
    /// </summary>
    void OnAssigned(IReadOnlyList<TopicPartition> partitions);

    /// <summary>Partitions that others will have; what is theirs can still be committed until <see cref="IGroupMember.GiveBack"/>.</summary>
    void OnRevoked(IReadOnlyList<TopicPartition> partitions);

    /// <summary>Partitions that others may have already; nothing of them can be committed. Also answered by <see cref="IGroupMember.GiveBack"/>.</summary>
    void OnLost(IReadOnlyList<TopicPartition> partitions);
}
