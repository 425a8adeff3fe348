using System.Buffers.Binary;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using GenStreams.Tests.Cluster;

namespace GenStreams.Kafka.Tests;

/// <summary>What tests do on the broker beside the topology: plain Confluent.Kafka, so that it is independent of what is tested.</summary>
internal sealed class BrokerClient(string bootstrapServers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Makes topics anew: what an earlier run left in them is gone.</summary>
    public async Task CreateTopicsAsync(int partitions, params string[] topics)
    {
        await DeleteTopicsAsync(topics);
        using var admin = Admin();
        await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = partitions }));
    }

    public async Task DeleteTopicsAsync(params string[] topics)
    {
        using var admin = Admin();
        var there = admin.GetMetadata(Limit).Topics.ConvertAll(topic => topic.Topic);
        string[] old = [.. topics.Where(there.Contains)];
        if (old.Length > 0)
        {
            await admin.DeleteTopicsAsync(old);
            await Eventually.Async(() => !admin.GetMetadata(Limit).Topics.Exists(topic => old.Contains(topic.Topic)), "the old topics are gone");
        }
    }

    /// <summary>Makes a topic anew, with settings of its own.</summary>
    public async Task CreateTopicAsync(string topic, int partitions, Dictionary<string, string> settings)
    {
        await DeleteTopicsAsync(topic);
        using var admin = Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, Configs = settings }]);
    }

    public async Task AddPartitionsAsync(string topic, int count)
    {
        using var admin = Admin();
        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = count }]);
    }

    public async Task AlterTopicAsync(string topic, string setting, string value)
    {
        using var admin = Admin();
        await admin.IncrementalAlterConfigsAsync(new Dictionary<ConfigResource, List<ConfigEntry>>
        {
            [new ConfigResource { Type = ResourceType.Topic, Name = topic }] =
                [new ConfigEntry { Name = setting, Value = value, IncrementalOperation = AlterConfigOpType.Set }],
        });
    }

    /// <summary>Deletes all records that a topic has.</summary>
    public async Task TruncateAsync(string topic)
    {
        using var admin = Admin();
        await admin.DeleteRecordsAsync(Partitions(admin, topic).Select(partition => new TopicPartitionOffset(partition, Offset.End)));
    }

    public bool Exists(string topic)
    {
        using var admin = Admin();
        return admin.GetMetadata(Limit).Topics.Exists(found => found.Topic == topic);
    }

    public void Produce(string topic, IEnumerable<(string? Key, string? Value)> records) => Produce(
        records.Select(record => (new TopicPartition(topic, Confluent.Kafka.Partition.Any), new Message<string?, byte[]?>
        {
            Key = record.Key,
            Value = record.Value is null ? null : Encoding.UTF8.GetBytes(record.Value),
        })));

    public void Produce(IEnumerable<(TopicPartition To, Message<string?, byte[]?> Message)> records)
    {
        Error? failure = null;
        using var producer = new ProducerBuilder<string?, byte[]?>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            EnableIdempotence = true, // each record once, also when the broker goes away
            LingerMs = 5,
            Partitioner = Partitioner.Murmur2Random,
        }).Build();
        foreach (var (to, message) in records)
        {
            producer.Produce(to, message, report => failure = report.Error.IsError ? report.Error : failure);
        }

        Assert.Equal(0, producer.Flush(Limit));
        Assert.Null(failure);
    }

    /// <summary>Whether a group has committed all that is in topics.</summary>
    public async Task<bool> HasCommittedAllAsync(string group, params string[] topics)
    {
        using var consumer = Consumer();
        using var admin = Admin();
        var partitions = topics.SelectMany(topic => Partitions(admin, topic)).ToList();
        var committed = (await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions(group, partitions)]))[0].Partitions;
        return committed.TrueForAll(offset => Math.Max(offset.Offset.Value, 0) == consumer.QueryWatermarkOffsets(offset.TopicPartition, Limit).High.Value);
    }

    /// <summary>Whether a group has no members, so that ones of another protocol can join it.</summary>
    public async Task<bool> IsEmptyAsync(string group)
    {
        using var admin = Admin();
        return (await admin.DescribeConsumerGroupsAsync([group])).ConsumerGroupDescriptions[0].State == ConsumerGroupState.Empty;
    }

    /// <summary>All committed records of a topic, partition by partition.</summary>
    public List<ConsumeResult<string?, byte[]?>> ReadAll(string topic)
    {
        using var consumer = Consumer();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = Partitions(admin, topic).ConvertAll(partition => new TopicPartitionOffset(partition, Offset.Beginning));
        consumer.Assign(partitions);
        var records = new List<ConsumeResult<string?, byte[]?>>();
        var once = new RecordsOnce();
        for (int open = partitions.Count; open > 0;)
        {
            var result = consumer.Consume(Limit) ?? throw new TimeoutException($"Reading {topic} to its end took longer than {Limit}.");
            if (result.IsPartitionEOF)
            {
                open--;
            }
            else if (once.IsNew(result.TopicPartitionOffset))
            {
                records.Add(result);
            }
        }

        return records;
    }

    /// <summary>The value of a record that is a count.</summary>
    public static long Count(ConsumeResult<string?, byte[]?> record) => BinaryPrimitives.ReadInt64BigEndian(record.Message.Value);

    /// <summary>The last value of each key of a topic of counts.</summary>
    public Dictionary<string, long> LastValues(string topic)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in ReadAll(topic))
        {
            last[record.Message.Key!] = Count(record);
        }

        return last;
    }

    private IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();

    private IConsumer<string?, byte[]?> Consumer() => new ConsumerBuilder<string?, byte[]?>(new ConsumerConfig
    {
        BootstrapServers = bootstrapServers,
        GroupId = "tests",
        IsolationLevel = IsolationLevel.ReadCommitted,
        EnablePartitionEof = true,
        SocketTimeoutMs = 10_000, // one of the brokers may not answer
        ApiVersionRequestTimeoutMs = 3_000,
    }).Build();

    private static List<TopicPartition> Partitions(IAdminClient admin, string topic) =>
        admin.GetMetadata(topic, Limit).Topics[0].Partitions.ConvertAll(partition => new TopicPartition(topic, partition.PartitionId));
}
