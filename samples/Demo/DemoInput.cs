using System.Buffers;
using Confluent.Kafka;
using GenStreams.Topologies;

namespace GenStreams.Samples.Demo;

/// <summary>Writes the records of a demo, in the form that the topology reads.</summary>
/// <typeparam name="T">The topology.</typeparam>
internal sealed class DemoInput<T> : IDisposable
    where T : class, ITopology<T>
{
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private Error? _failure;

    public DemoInput(string bootstrapServers) => _producer = new ProducerBuilder<byte[]?, byte[]?>(
        new ProducerConfig { BootstrapServers = bootstrapServers, LingerMs = 5, Partitioner = Partitioner.Murmur2Random }).Build();

    /// <summary>How many records were written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a record; null is a null key, or a delete.</summary>
    public void Add<TKey, TValue>(string topic, TKey key, TValue value, DateTimeOffset time)
    {
        var serdes = T.Descriptor.TopicSerdes.First(serdes => serdes.Topic.Name == topic);
        var message = new Message<byte[]?, byte[]?>
        {
            Key = Bytes<TKey>(serdes.Key, key),
            Value = Bytes<TValue>(serdes.Value, value),
            Timestamp = new Timestamp(time),
        };
        _producer.Produce(topic, message, report => _failure ??= report.Error.IsError ? report.Error : null);
        Count++;
    }

    /// <summary>Waits until all are written.</summary>
    public void Flush()
    {
        _producer.Flush(TimeSpan.FromSeconds(30));
        if (_failure is not null)
        {
            throw new KafkaException(_failure);
        }
    }

    public void Dispose() => _producer.Dispose();

    private static byte[]? Bytes<TItem>(object? serde, TItem item)
    {
        if (item is null)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        ((ISerde<TItem>)serde!).Serialize(item, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
