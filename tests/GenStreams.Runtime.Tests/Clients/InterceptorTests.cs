using System.Diagnostics;
using System.Text;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>Interceptors around clients.</summary>
public sealed class InterceptorTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public void Interceptors_see_what_is_sent_acknowledged_and_fetched()
    {
        string topic = harness.NewTopic();
        var seen = new Noting();
        var interceptors = new Interceptors([new Failing(), seen], [new Failing(), seen], NullLogger.Instance);
        using var producer = interceptors.Around(harness.Producer(), "the-producer");
        producer.Send(producer.Topic(topic), 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("value"), 5, null);
        producer.Send(producer.Topic(topic), 0, ClientHarness.Utf8(null), ClientHarness.Utf8(null), 6, null);
        producer.Flush(ClientHarness.Patience);
        using var consumer = interceptors.Around(harness.ReaderOf(topic), "the-consumer");
        var all = ClientHarness.Read(consumer, 2);

        Assert.Equal(2, all.Count);
        Assert.Equal(
            [
                $"sent the-producer {topic} 0 -1 5 k=value 6", $"sent the-producer {topic} 0 -1 6 null=null 0",
                $"acknowledged {topic} 0 0", $"acknowledged {topic} 0 1",
                $"fetched the-consumer {topic} 0 0 5 k=value 6", $"fetched the-consumer {topic} 0 1 6 null=null 0",
            ],
            seen.Lines);
    }

    [Fact]
    public void Without_interceptors_clients_stay_as_they_are()
    {
        using var producer = harness.Producer();
        Assert.Same(producer, Interceptors.None.Around(producer, "p"));
        using var consumer = harness.Consumer();
        Assert.Same(consumer, Interceptors.None.Around(consumer, "c"));
    }

    [Fact]
    public void Interceptors_allocate_nothing_per_record()
    {
        string topic = harness.NewTopic();
        var seen = new Counting();
        var interceptors = new Interceptors([seen], [seen], NullLogger.Instance);
        using var producer = interceptors.Around(harness.Producer(), "p");
        using var consumer = interceptors.Around(harness.ReaderOf(topic), "c");
        var to = producer.Topic(topic);
        var batch = new ConsumedMessage[1000];
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                producer.Send(to, 0, "key"u8, "value"u8, i, null);
            }

            producer.Flush(ClientHarness.Patience);
            int read = 0;
            for (long start = Stopwatch.GetTimestamp(); read < 1000 && Stopwatch.GetElapsedTime(start) < ClientHarness.Patience;)
            {
                int count = consumer.Poll(batch, TimeSpan.FromMilliseconds(100));
                for (int i = 0; i < count; i++)
                {
                    consumer.Release(batch[i]);
                }

                read += count;
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal((5000L, 5000L, 5000L), (seen.Sent, seen.Acknowledged, seen.Fetched));
        Assert.True(least < 1000, $"{least} bytes for 1000 records.");
    }

    private sealed class Noting : IConsumeInterceptor, IProduceInterceptor
    {
        public List<string> Lines { get; } = [];

        public void OnConsume(in InterceptedRecord record) => Lines.Add("fetched " + Show(record));

        public void OnSend(in InterceptedRecord record) => Lines.Add("sent " + Show(record));

        public void OnAcknowledge(string topic, int partition, long offset) => Lines.Add($"acknowledged {topic} {partition} {offset}");

        private static string Show(in InterceptedRecord record) =>
            $"{record.ClientId} {record.Topic} {record.Partition} {record.Offset} {record.Timestamp} {Text(record.Key)}={Text(record.Value)} {record.Size}";

        private static string Text(Bytes bytes) => bytes.IsNull ? "null" : Encoding.UTF8.GetString(bytes.Span);
    }

    private sealed class Counting : IConsumeInterceptor, IProduceInterceptor
    {
        public long Sent { get; private set; }

        public long Acknowledged { get; private set; }

        public long Fetched { get; private set; }

        public void OnConsume(in InterceptedRecord record) => Fetched++;

        public void OnSend(in InterceptedRecord record) => Sent++;

        public void OnAcknowledge(string topic, int partition, long offset) => Acknowledged++;
    }

    private sealed class Failing : IConsumeInterceptor, IProduceInterceptor
    {
        public void OnConsume(in InterceptedRecord record) => throw new InvalidOperationException("no");

        public void OnSend(in InterceptedRecord record) => throw new InvalidOperationException("no");

        public void OnAcknowledge(string topic, int partition, long offset) => throw new InvalidOperationException("no");
    }
}
