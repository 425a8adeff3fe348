using Confluent.Kafka;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>No delivery failure is ever lost, and none is committed past.</summary>
public sealed class ProducerFailureTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    private const short ProduceRequest = 0;

    [Fact]
    public void A_record_that_the_broker_refuses_fails_the_flush_with_its_place()
    {
        string name = harness.NewTopic(partitions: 3);
        using var producer = harness.Producer();
        Refuse(ErrorCode.TopicAuthorizationFailed);
        Send(producer, name, partition: 2);

        var error = Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));

        Assert.Equal(ErrorCode.TopicAuthorizationFailed, error.Error.Code);
        Assert.Contains($"{name} [2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_stays_whatever_is_done_with_the_first_exception()
    {
        string name = harness.NewTopic();
        using var producer = harness.Producer();
        Refuse(ErrorCode.TopicAuthorizationFailed);
        Send(producer, name);
        Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));

        Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));
        Assert.Throws<KafkaException>(producer.Poll);
        Assert.Throws<KafkaException>(() => Send(producer, name));
    }

    [Fact]
    public void The_failure_handler_can_skip_a_record()
    {
        string name = harness.NewTopic(partitions: 2);
        var asked = new List<(string, int, ErrorCode)>();
        using var producer = harness.Producer(record =>
        {
            asked.Add((record.Topic.Name, record.Partition, record.Error.Code));
            return true;
        });
        Refuse(ErrorCode.InvalidRecord);
        Send(producer, name, partition: 1);
        producer.Flush(ClientHarness.Patience);
        Send(producer, name, partition: 1);
        producer.Flush(ClientHarness.Patience);

        Assert.Equal([(name, 1, ErrorCode.InvalidRecord)], asked);
        using var consumer = harness.ReaderOf(name, partition: 1);
        Assert.Single(ClientHarness.Read(consumer, 1));
    }

    [Fact]
    public void A_record_that_cannot_be_delivered_comes_back_with_its_source()
    {
        string name = harness.NewTopic();
        var sources = new List<long>();
        using var producer = harness.Producer(
            record =>
            {
                sources.Add(record.Source);
                return true;
            },
            ("message.max.bytes", "1000"),
            ("linger.ms", "0"));
        var topic = producer.Topic(name);
        Refuse(ErrorCode.InvalidRecord);
        producer.Source = long.MaxValue;
        Send(producer, name);
        producer.Flush(ClientHarness.Patience);
        producer.Source = 7;
        Send(producer, name);
        producer.Source = -8;
        producer.Send(topic, 0, default, new Bytes(new byte[2000]), 1, null);
        producer.Flush(ClientHarness.Patience);

        Assert.Equal([long.MaxValue, -8], sources);
    }

    [Fact]
    public void A_failure_handler_that_throws_skips_nothing()
    {
        string name = harness.NewTopic();
        using var producer = harness.Producer(static _ => throw new InvalidOperationException("handler"));
        Refuse(ErrorCode.TopicAuthorizationFailed);
        Send(producer, name);

        Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));
    }

    [Fact]
    public void A_record_that_is_too_large_fails()
    {
        string name = harness.NewTopic();
        using var producer = harness.Producer(more: ("message.max.bytes", "1000"));
        var topic = producer.Topic(name);

        var error = Assert.Throws<KafkaException>(() => producer.Send(topic, 0, default, new Bytes(new byte[2000]), 1, null));

        Assert.Equal(ErrorCode.MsgSizeTooLarge, error.Error.Code);
        Assert.Contains($"{name} [0]", error.Message, StringComparison.Ordinal);
        Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));
    }

    [Fact]
    public void A_partition_that_does_not_exist_fails()
    {
        string name = harness.NewTopic(partitions: 2);
        using var producer = harness.Producer();

        var error = Assert.Throws<KafkaException>(() =>
        {
            Send(producer, name, partition: 9);
            producer.Flush(ClientHarness.Patience);
        });

        Assert.Equal(ErrorCode.Local_UnknownPartition, error.Error.Code);
        Assert.Contains($"{name} [9]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_reach_no_broker_fail_after_their_time()
    {
        using var producer = ClientHarness.Factory().CreateProducer(
            new Dictionary<string, string> { ["bootstrap.servers"] = "127.0.0.1:1", ["message.timeout.ms"] = "200" }, onFailure: null);
        Send(producer, "unreachable");

        var error = Assert.Throws<KafkaException>(() => producer.Flush(ClientHarness.Patience));

        Assert.Equal(ErrorCode.Local_MsgTimedOut, error.Error.Code);
        Assert.Contains("unreachable [0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flush_that_takes_too_long_says_how_many_records_are_left()
    {
        using var producer = ClientHarness.Factory().CreateProducer(
            new Dictionary<string, string> { ["bootstrap.servers"] = "127.0.0.1:1" }, onFailure: null);
        Send(producer, "unreachable");
        Send(producer, "unreachable");

        var error = Assert.Throws<KafkaException>(() => producer.Flush(TimeSpan.FromMilliseconds(150)));

        Assert.Equal(ErrorCode.Local_TimedOut, error.Error.Code);
        Assert.Contains("2 records were not acknowledged within 0.15 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_queue_makes_senders_wait_and_loses_nothing()
    {
        const int Count = 2_000;
        string name = harness.NewTopic();
        using var producer = harness.Producer(more: ("queue.buffering.max.messages", "50"));
        var headers = new RecordHeaders();
        headers.Add("h", "1"u8);
        for (int i = 0; i < Count; i++)
        {
            producer.Send(producer.Topic(name), 0, default, ClientHarness.Utf8($"{i}"), 1, headers);
        }

        producer.Flush(ClientHarness.Patience);

        using var consumer = harness.ReaderOf(name);
        var all = ClientHarness.Read(consumer, Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), all.Select(record => record.Value));
        Assert.All(all, record => Assert.Equal("h=1;", record.Headers));
    }

    [Fact]
    public void A_queue_that_stays_full_fails_instead_of_waiting_for_ever()
    {
        using var producer = ClientHarness.Factory().CreateProducer(
            new Dictionary<string, string>
            {
                ["bootstrap.servers"] = "127.0.0.1:1",
                ["message.timeout.ms"] = "300",
                ["queue.buffering.max.messages"] = "1",
            },
            onFailure: null);
        Send(producer, "unreachable");

        var error = Assert.Throws<KafkaException>(() => Send(producer, "unreachable"));

        Assert.Contains("unreachable [0]", error.Message, StringComparison.Ordinal);
    }

    private static void Send(RecordCollector producer, string name, int partition = 0) =>
        producer.Send(producer.Topic(name), partition, default, ClientHarness.Utf8("v"), 1, null);

    private void Refuse(ErrorCode code) => harness.Broker.FailRequests(ProduceRequest, code);
}
