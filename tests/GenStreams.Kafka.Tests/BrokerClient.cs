using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace GenStreams.Kafka.Tests;

/// <summary>What tests do on the broker beside the topology: plain Confluent.Kafka, so that it is independent of what is tested.</summary>
internal sealed class BrokerClient(string bootstrapServers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Makes topics anew: what an earlier run left in them is gone.</summary>
    public async Task CreateTopicsAsync(int partitions, params string[] topics)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();
        var there = admin.GetMetadata(Limit).Topics.ConvertAll(topic => topic.Topic);
        string[] old = [.. topics.Where(there.Contains)];
        if (old.Length > 0)
        {
            await admin.DeleteTopicsAsync(old);
            await Eventually.Async(() => !admin.GetMetadata(Limit).Topics.Exists(topic => old.Contains(topic.Topic)), "the old topics are gone");
        }

        await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = partitions }));
    }

    public void Produce(string topic, IEnumerable<(string? Key, string? Value)> records)
    {
        Error? failure = null;
        using var producer = new ProducerBuilder<string?, string?>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            LingerMs = 5,
            Partitioner = Partitioner.Murmur2Random,
        }).Build();
        foreach (var (key, value) in records)
        {
            producer.Produce(topic, new Message<string?, string?> { Key = key, Value = value }, report => failure = report.Error.IsError ? report.Error : failure);
        }

        Assert.Equal(0, producer.Flush(Limit));
        Assert.Null(failure);
    }

    /// <summary>All records of a topic, partition by partition.</summary>
    public List<ConsumeResult<string?, byte[]?>> ReadAll(string topic)
    {
        using var consumer = new ConsumerBuilder<string?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "tests",
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
        }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, Limit).Topics[0].Partitions
            .ConvertAll(partition => new TopicPartitionOffset(topic, partition.PartitionId, Offset.Beginning));
        consumer.Assign(partitions);
        var records = new List<ConsumeResult<string?, byte[]?>>();
        for (int open = partitions.Count; open > 0;)
        {
            var result = consumer.Consume(Limit) ?? throw new TimeoutException($"Reading {topic} to its end took longer than {Limit}.");
            if (result.IsPartitionEOF)
            {
                open--;
            }
            else
            {
                records.Add(result);
            }
        }

        return records;
    }
}
