using Confluent.Kafka;
using GenStreams.Testing;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class EmbeddedBrokerTests
{
    [Fact]
    public void Any_client_reads_what_any_client_wrote()
    {
        using var broker = new EmbeddedBroker(brokers: 3);
        broker.CreateTopic("orders", partitions: 6);
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers };
        using (var producer = new ProducerBuilder<string, string>(config).Build())
        {
            producer.Produce(new TopicPartition("orders", 5), new Message<string, string> { Key = "k", Value = "v" });
            producer.Flush(ClientHarness.Patience);
        }

        using var consumer = new ConsumerBuilder<string, string>(
            new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "g", FetchWaitMaxMs = 5 }).Build();
        consumer.Assign(new TopicPartitionOffset("orders", 5, 0));

        Assert.Equal("v", consumer.Consume(ClientHarness.Patience)?.Message.Value);
        Assert.Equal(3, broker.BootstrapServers.Split(',').Length);
    }

    [Fact]
    public void A_topic_is_made_once()
    {
        using var broker = new EmbeddedBroker();
        broker.CreateTopic("orders");

        var error = Assert.Throws<InvalidOperationException>(() => broker.CreateTopic("orders", partitions: 2));

        Assert.Contains("orders", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => broker.CreateTopic(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => broker.CreateTopic("other", partitions: 0));
    }

    [Fact]
    public void Brokers_are_apart_and_end_with_their_object()
    {
        using var first = new EmbeddedBroker();
        using var second = new EmbeddedBroker();
        first.CreateTopic("orders");
        second.CreateTopic("orders");
        first.Dispose();
        first.Dispose();

        Assert.NotEqual(first.BootstrapServers, second.BootstrapServers);
        Assert.Throws<ObjectDisposedException>(() => first.CreateTopic("more"));
        second.CreateTopic("more");
    }
}
