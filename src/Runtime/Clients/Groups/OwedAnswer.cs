using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>What the group asked of a member and waits for. It is answered as a whole, however the answer comes together.</summary>
internal sealed class OwedAnswer(bool isAssignment, List<TopicPartition> partitions)
{
    private readonly HashSet<TopicPartition> _open = [.. partitions];

    /// <summary>Whether partitions are to be taken, else given back.</summary>
    public bool IsAssignment { get; } = isAssignment;

    /// <summary>All partitions that the group asked about.</summary>
    public IReadOnlyCollection<TopicPartition> Partitions { get; } = partitions;

    /// <summary>Adds a part of the answer.</summary>
    /// <returns>Whether it is complete now.</returns>
    public bool IsCompletedBy(IReadOnlyCollection<TopicPartition> answered)
    {
        _open.ExceptWith(answered);
        return _open.Count == 0;
    }
}
