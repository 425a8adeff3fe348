using Confluent.Kafka;
using GenStreams.Topologies;

namespace GenStreams.Samples.Demo;

/// <summary>What a demo's topology has written.</summary>
/// <typeparam name="T">The topology.</typeparam>
internal sealed class DemoResults<T>
    where T : class, ITopology<T>
{
    private static readonly TimeSpan Request = TimeSpan.FromSeconds(10);

    private readonly string _bootstrapServers;
    private readonly Dictionary<TopicPartition, Offset> _starts;
    private readonly Dictionary<string, List<Message<byte[]?, byte[]?>>> _records;

    /// <summary>The results that come from now on.</summary>
    public DemoResults(string bootstrapServers, IReadOnlyList<string> topics)
    {
        _bootstrapServers = bootstrapServers;
        _records = topics.ToDictionary(topic => topic, _ => new List<Message<byte[]?, byte[]?>>(), StringComparer.Ordinal);
        using var consumer = Consumer();
        _starts = Partitions(consumer).ToDictionary(partition => partition, partition => consumer.QueryWatermarkOffsets(partition, Request).High);
    }

    /// <summary>The records of a topic: in the order of writing, partition by partition.</summary>
    public IReadOnlyList<(TKey Key, TValue? Value, DateTimeOffset Time)> Of<TKey, TValue>(string topic)
    {
        var serdes = T.Descriptor.TopicSerdes.First(serdes => serdes.Topic.Name == topic);
        var keys = (ISerde<TKey>)serdes.Key!;
        var values = (ISerde<TValue>)serdes.Value!;
        return
        [
            .. _records[topic].Select(record => (
                record.Key is null ? default! : keys.Deserialize(record.Key),
                record.Value is null ? default : values.Deserialize(record.Value),
                (DateTimeOffset)record.Timestamp.UtcDateTime)),
        ];
    }

    /// <summary>The last value of each key of a topic; deleted keys are left out.</summary>
    public IReadOnlyList<(TKey Key, TValue Value)> Table<TKey, TValue>(string topic)
        where TKey : notnull
    {
        var table = new Dictionary<TKey, TValue>();
        foreach (var (key, value, _) in Of<TKey, TValue>(topic))
        {
            if (value is null)
            {
                table.Remove(key);
            }
            else
            {
                table[key] = value;
            }
        }

        return [.. table.Select(entry => (entry.Key, entry.Value))];
    }

    /// <summary>Reads all that has come.</summary>
    public void Read()
    {
        using var consumer = Consumer();
        foreach (var (partition, start) in _starts)
        {
            long end = consumer.QueryWatermarkOffsets(partition, Request).High.Value;
            consumer.Assign(new TopicPartitionOffset(partition, start));
            for (long next = start.Value; next < end;)
            {
                var result = consumer.Consume(Request)
                    ?? throw new TimeoutException($"Nothing more came from topic '{partition.Topic}', though it has {end - next} records more.");
                _records[partition.Topic].Add(result.Message);
                next = result.Offset.Value + 1;
            }
        }
    }

    private IConsumer<byte[]?, byte[]?> Consumer() => new ConsumerBuilder<byte[]?, byte[]?>(
        new ConsumerConfig { BootstrapServers = _bootstrapServers, GroupId = "demo-results", EnableAutoCommit = false }).Build();

    private List<TopicPartition> Partitions(IConsumer<byte[]?, byte[]?> consumer)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        return
        [
            .. admin.GetMetadata(Request).Topics
                .Where(topic => _records.ContainsKey(topic.Topic))
                .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))),
        ];
    }
}
