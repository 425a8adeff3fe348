using Confluent.Kafka;
using Confluent.Kafka.Admin;
using GenStreams.Testing;

namespace GenStreams.Samples.Demo;

/// <summary>The broker of a demo: the one that the user named, or an embedded one.</summary>
internal sealed class DemoBroker : IDisposable
{
    private readonly EmbeddedBroker? _embedded;

    public DemoBroker(string? bootstrapServers)
    {
        _embedded = bootstrapServers is null ? new EmbeddedBroker() : null;
        BootstrapServers = bootstrapServers ?? _embedded!.BootstrapServers;
    }

    public string BootstrapServers { get; }

    public string Name => _embedded is null ? $"the broker at {BootstrapServers}" : "the embedded broker";

    /// <summary>Makes topics that are not there yet.</summary>
    public async Task CreateTopicsAsync(int partitions, params string[] topics)
    {
        if (_embedded is not null)
        {
            foreach (string topic in topics)
            {
                _embedded.CreateTopic(topic, partitions);
            }

            return;
        }

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = BootstrapServers }).Build();
        try
        {
            await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = partitions }));
        }
        catch (CreateTopicsException exception) when (exception.Results.TrueForAll(
            result => result.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            // What is there already is used.
        }
    }

    /// <summary>How many records a topic holds.</summary>
    public long RecordCount(string topic, int partitions)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(
            new ConsumerConfig { BootstrapServers = BootstrapServers, GroupId = "demo-offsets" }).Build();
        return Enumerable.Range(0, partitions)
            .Select(partition => consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), TimeSpan.FromSeconds(10)))
            .Sum(offsets => offsets.High.Value - offsets.Low.Value);
    }

    /// <summary>Writes lines to a topic, spread over its partitions.</summary>
    public void Produce(string topic, IEnumerable<string> lines)
    {
        Exception? failure = null;
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = BootstrapServers, LingerMs = 20 }).Build();
        foreach (string line in lines)
        {
            producer.Produce(topic, new Message<Null, string> { Value = line }, report =>
            {
                if (report.Error.IsError)
                {
                    failure = new KafkaException(report.Error);
                }
            });
        }

        producer.Flush(TimeSpan.FromSeconds(30));
        if (failure is not null)
        {
            throw failure;
        }
    }

    public void Dispose() => _embedded?.Dispose();
}
