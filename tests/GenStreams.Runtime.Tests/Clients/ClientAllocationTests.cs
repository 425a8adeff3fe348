using System.Buffers.Binary;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>The clients allocate nothing per record on the thread that uses them.</summary>
public sealed class ClientAllocationTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    private const int Partitions = 4, WarmUp = 10_000, Measured = 20_000, Rounds = 5;

    [Fact]
    public void Producing_and_consuming_allocate_nothing()
    {
        string name = harness.NewTopic(Partitions);
        using var producer = harness.Producer();
        using var consumer = harness.Consumer();
        consumer.Add([.. Enumerable.Range(0, Partitions).Select(partition => new TopicPartitionOffset(name, partition, 0))]);
        var topic = producer.Topic(name);
        var headers = new RecordHeaders();
        headers.Add("trace", "0123456789"u8);
        var messages = new ConsumedMessage[512];
        var found = new RecordHeaders();
        Produce(producer, topic, headers, WarmUp);
        Assert.Equal(WarmUp, Consume(consumer, messages, found, WarmUp).Records);

        // What is allocated per record shows in every round; a wait or a reconnection, which may allocate, in one or another.
        (long Produced, long Consumed) least = (long.MaxValue, long.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            Produce(producer, topic, headers, Measured);
            long produced = GC.GetAllocatedBytesForCurrentThread();
            var (records, bytes) = Consume(consumer, messages, found, Measured);
            long consumed = GC.GetAllocatedBytesForCurrentThread();

            Assert.Equal(Measured, records);
            Assert.True(bytes > 12L * Measured, "keys, values and headers were read");
            least = (Math.Min(least.Produced, produced - start), Math.Min(least.Consumed, consumed - produced));
        }

        Assert.Equal((0L, 0L), least);
    }

    private static void Produce(StreamProducer producer, OutputTopic topic, RecordHeaders headers, int count)
    {
        Span<byte> key = stackalloc byte[4];
        Span<byte> value = stackalloc byte[8];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(key, i % 1000);
            BinaryPrimitives.WriteInt64BigEndian(value, i);
            producer.Send(topic, i % Partitions, key, value, 1_700_000_000_000 + i, i % 10 == 0 ? headers : null);
            if (i % 100 == 0)
            {
                producer.Poll();
            }
        }

        producer.Flush(ClientHarness.Patience);
    }

    private static (int Records, long Bytes) Consume(IStreamConsumer consumer, ConsumedMessage[] messages, RecordHeaders headers, int count)
    {
        long deadline = Environment.TickCount64 + (long)ClientHarness.Patience.TotalMilliseconds;
        int seen = 0;
        long bytes = 0;
        while (seen < count && Environment.TickCount64 < deadline)
        {
            int polled = consumer.Poll(messages, TimeSpan.FromMilliseconds(100));
            for (int i = 0; i < polled; i++)
            {
                consumer.ReadHeaders(messages[i], headers);
                var raw = messages[i].Raw;
                bytes += raw.Key.Span.Length + raw.Value.Span.Length + headers.Encoded.Length;
                consumer.Release(messages[i]);
            }

            seen += polled;
        }

        return (seen, bytes);
    }
}
