using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace GenStreams.Soak.Feeds;

/// <summary>Writes the input: each record once and in order, however long the brokers are away.</summary>
internal sealed class InputProducer : IDisposable
{
    private readonly IProducer<string?, string?> _producer;
    private readonly ConcurrentDictionary<TopicPartition, long> _ends = new();
    private readonly ConcurrentDictionary<string, int> _unacknowledged = new();
    private long _ids;
    private long _sent;
    private volatile Error? _failure;

    public InputProducer(string bootstrapServers) => _producer = new ProducerBuilder<string?, string?>(new ProducerConfig
    {
        BootstrapServers = bootstrapServers,
        EnableIdempotence = true,
        MessageTimeoutMs = (int)TimeSpan.FromMinutes(15).TotalMilliseconds,
        LingerMs = 5,
        Partitioner = Confluent.Kafka.Partitioner.Murmur2Random,
    }).SetKeySerializer(new Text()!).SetValueSerializer(new Text()!).SetLogHandler((_, _) => { }).Build();

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Where each partition ends, as far as the broker has acknowledged.</summary>
    public IReadOnlyDictionary<TopicPartition, long> Ends => _ends;

    public InputRecord NewRecord() => new(Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture));

    /// <summary>Sends a record; to any partition: where Kafka Streams would look for its key.</summary>
    public void Send(InputRecord record, string topic, Confluent.Kafka.Partition partition, string? key, string? value, long timestamp)
    {
        Interlocked.Increment(ref _sent);
        _unacknowledged.AddOrUpdate(topic, 1, (_, count) => count + 1);
        var message = new Message<string?, string?> { Key = key, Value = value, Timestamp = new Timestamp(timestamp, TimestampType.CreateTime) };
        _producer.Produce(new TopicPartition(topic, partition), message, report =>
        {
            if (report.Error.IsError)
            {
                _failure = report.Error;
                return;
            }

            record.Position = report.TopicPartitionOffset;
            _ends.AddOrUpdate(report.TopicPartition, report.Offset.Value + 1, (_, end) => Math.Max(end, report.Offset.Value + 1));
            _unacknowledged.AddOrUpdate(topic, 0, (_, count) => count - 1);
        });
    }

    /// <summary>Waits until all that was sent to topics is acknowledged.</summary>
    public async Task AcknowledgedAsync(IEnumerable<string> topics, CancellationToken giveUp)
    {
        foreach (string topic in topics)
        {
            while (_unacknowledged.GetValueOrDefault(topic) > 0)
            {
                if (_failure is { } failure)
                {
                    throw new InvalidOperationException($"The input could not be written: {failure}.");
                }

                await Task.Delay(20, giveUp);
            }
        }
    }

    public void Dispose() => _producer.Dispose();

    private sealed class Text : ISerializer<string>
    {
        public byte[] Serialize(string data, SerializationContext context) => data is null ? null! : Encoding.UTF8.GetBytes(data);
    }
}
