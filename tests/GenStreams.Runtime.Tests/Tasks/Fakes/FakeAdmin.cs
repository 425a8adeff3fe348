using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>The admin client of the fake cluster.</summary>
internal sealed class FakeAdmin(FakeCluster cluster) : ITopicAdmin
{
    /// <summary>Thrown by the next look-ups.</summary>
    public Queue<KafkaException> LookUpFailures { get; } = [];

    /// <summary>Thrown by all look-ups.</summary>
    public KafkaException? LookUpFailure { get; set; }

    public List<string> Created { get; } = [];

    public Task<IReadOnlyDictionary<string, int>> PartitionCountsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            if (LookUpFailures.TryDequeue(out var failure) || (failure = LookUpFailure) is not null)
            {
                return Task.FromException<IReadOnlyDictionary<string, int>>(failure);
            }

            return Task.FromResult<IReadOnlyDictionary<string, int>>(
                topics.Where(cluster.Has).ToDictionary(t => t, cluster.PartitionCount));
        }
    }

    public Task<IReadOnlyDictionary<string, string>> TopicIdsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, string>>(topics.Where(cluster.Has).ToDictionary(t => t, t => t));
        }
    }

    public Task CreateAsync(
        string topic,
        int partitions,
        short replicationFactor,
        IReadOnlyDictionary<string, string> config,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            if (!cluster.Has(topic))
            {
                cluster.WithTopic(topic, partitions);
                cluster.TopicConfigs[topic] = config;
                Created.Add($"{topic}:{partitions}:{replicationFactor}");
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyDictionary<TopicPartition, WatermarkOffsets>> EndsAsync(
        IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            if (cluster.WatermarkFailures.TryDequeue(out var failure))
            {
                return Task.FromException<IReadOnlyDictionary<TopicPartition, WatermarkOffsets>>(failure);
            }

            return Task.FromResult<IReadOnlyDictionary<TopicPartition, WatermarkOffsets>>(
                partitions.Where(p => cluster.Has(p.Topic)).ToDictionary(static p => p, p => new WatermarkOffsets(cluster.Log(p).Start, cluster.Log(p).End)));
        }
    }

    public Task<IReadOnlyList<DescribedMember>> DescribeGroupAsync(string group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            return Task.FromResult<IReadOnlyList<DescribedMember>>(
                [.. cluster.Group.Members.Select(static m => new DescribedMember(m.MemberId, null, "client", "host", [.. m.Owned]))]);
        }
    }

    public ClientTrouble? Trouble => null;

    public Task<GroupProtocol?> GroupProtocolAsync(string group, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult<GroupProtocol?>(GroupProtocol.Classic);

    public Task<IReadOnlyDictionary<string, KnownTopic>> TopicsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, KnownTopic>>(
                topics.Where(cluster.Has).ToDictionary(static t => t, t => new KnownTopic(cluster.PartitionCount(t), cluster.IdOf(t))));
        }
    }

    public Task<IReadOnlyDictionary<string, string>> CleanupPoliciesAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, string>>(topics.Where(cluster.Has).ToDictionary(
                static t => t, t => cluster.TopicConfigs.GetValueOrDefault(t)?.GetValueOrDefault("cleanup.policy") ?? "delete"));
        }
    }

    public Task DeleteRecordsAsync(IReadOnlyCollection<TopicPartitionOffset> before, TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (cluster.Gate)
        {
            foreach (var offset in before)
            {
                cluster.Log(offset.TopicPartition).Start = offset.Offset.Value;
            }

            return Task.CompletedTask;
        }
    }

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
