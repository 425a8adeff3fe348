using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>A group member that notes what it is told and what it reads.</summary>
internal sealed class GroupMember(IStreamConsumer consumer) : IPartitionListener
{
    public IStreamConsumer Consumer { get; } = consumer;

    public List<Received> Seen { get; } = [];

    /// <summary>Records of partitions that were not this member's when they were handed out.</summary>
    public List<Received> Strays { get; } = [];

    public List<string> Calls { get; } = [];

    public List<TopicPartition> Assigned { get; private set; } = [];

    public Exception? Throws { get; init; }

    public bool CommitsOnRevoke { get; init; }

    public void Poll()
    {
        int before = Seen.Count;
        ClientHarness.PollInto(Consumer, Seen, TimeSpan.FromMilliseconds(20));
        Strays.AddRange(Seen.Skip(before).Where(record => !Assigned.Contains(record.Partition)));
    }

    public void OnAssigned(IReadOnlyList<TopicPartition> partitions)
    {
        Calls.Add($"assigned {partitions.Count}");
        Assigned = [.. partitions];
        if (Throws is not null)
        {
            throw Throws;
        }
    }

    public void OnRevoked(IReadOnlyList<TopicPartition> partitions)
    {
        Calls.Add($"revoked {partitions.Count}");
        if (CommitsOnRevoke)
        {
            Consumer.Commit([.. partitions.Select(partition => new TopicPartitionOffset(partition, Seen.Count))]);
        }

        Assigned = [.. Assigned.Except(partitions)];
    }

    public void OnLost(IReadOnlyList<TopicPartition> partitions)
    {
        Calls.Add($"lost {partitions.Count}");
        Assigned = [.. Assigned.Except(partitions)];
    }
}
