using Confluent.Kafka;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class RecordRoundTripTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public void Null_and_empty_keys_and_values_stay_apart()
    {
        var all = RoundTrip(static (producer, topic) =>
        {
            Send(producer, topic, "k", "v");
            Send(producer, topic, null, "v");
            Send(producer, topic, "", "v");
            Send(producer, topic, "k", null);
            Send(producer, topic, "k", "");
            Send(producer, topic, null, null);
            Send(producer, topic, "", "");
        }, count: 7);

        Assert.Equal(
            [("k", "v"), (null, "v"), ("", "v"), ("k", null), ("k", ""), (null, null), ("", "")],
            all.Select(record => (record.Key, record.Value)));
    }

    [Fact]
    public void Headers_keep_order_repetition_null_and_empty_values()
    {
        var all = RoundTrip(static (producer, topic) =>
        {
            var headers = new RecordHeaders();
            headers.Add("a", "1"u8);
            headers.Add("b"u8, default, valueIsNull: true);
            headers.Add("a", "2"u8);
            headers.Add("c", ""u8);
            headers.Add("zażółć", "gęś"u8);
            producer.Send(topic, 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("v"), 1, headers);
            producer.Send(topic, 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("v"), 1, new RecordHeaders());
            producer.Send(topic, 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("v"), 1, null);
        }, count: 3);

        Assert.Equal(["a=1;b=(null);a=2;c=;zażółć=gęś;", "", ""], all.Select(record => record.Headers));
    }

    [Fact]
    public void Timestamps_arrive_as_sent()
    {
        var all = RoundTrip(static (producer, topic) =>
        {
            foreach (long timestamp in (long[])[1, 1_700_000_000_123, 253_402_300_799_999])
            {
                producer.Send(topic, 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("v"), timestamp, null);
            }
        }, count: 3);

        Assert.Equal([1, 1_700_000_000_123, 253_402_300_799_999], all.Select(record => record.Timestamp));
    }

    // librdkafka takes 0 for "now", which would move a record by half a century.
    [Fact]
    public void The_first_millisecond_of_1970_is_not_taken_for_now()
    {
        var all = RoundTrip(static (producer, topic) =>
            producer.Send(topic, 0, ClientHarness.Utf8("k"), ClientHarness.Utf8("v"), 0, null), count: 1);

        Assert.Equal(1, all[0].Timestamp);
    }

    [Fact]
    public void Records_of_a_partition_keep_their_order()
    {
        const int Count = 5_000;
        var all = RoundTrip(static (producer, topic) =>
        {
            for (int i = 0; i < Count; i++)
            {
                Send(producer, topic, null, $"{i}");
            }
        }, Count);

        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), all.Select(record => record.Value));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), all.Select(record => record.Offset));
    }

    // Partitions as Kafka's Java DefaultPartitioner computes them, so that tables of Java peers are co-partitioned with ours.
    [Fact]
    public void Keys_go_to_the_partitions_of_Javas_murmur2()
    {
        string name = harness.NewTopic(partitions: 10);
        using var producer = harness.Producer();
        var topic = producer.Topic(name);
        string[] keys = ["21", "foobar", "a-little-bit-long-string", "a-little-bit-longer-string", "abc"];
        int[] murmur2 = [-973932308, -790332482, -985981536, -1486304829, 479470107];
        foreach (string key in keys)
        {
            producer.Send(topic, RecordCollector.PartitionByKey, ClientHarness.Utf8(key), ClientHarness.Utf8("v"), 1, null);
        }

        producer.Flush(ClientHarness.Patience);
        using var consumer = harness.Consumer();
        consumer.Add([.. Enumerable.Range(0, 10).Select(partition => new TopicPartitionOffset(name, partition, 0))]);

        var all = ClientHarness.Read(consumer, keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.Equal((murmur2[i] & 0x7fffffff) % 10, all.Single(record => record.Key == keys[i]).Partition.Partition.Value);
        }
    }

    [Fact]
    public void A_topic_knows_its_partitions_and_is_one_object()
    {
        string name = harness.NewTopic(partitions: 7);
        using var producer = harness.Producer();

        Assert.Equal(7, producer.Topic(name).PartitionCount);
        Assert.Same(producer.Topic(name), producer.Topic(name));
    }

    private static void Send(RecordCollector producer, OutputTopic topic, string? key, string? value) =>
        producer.Send(topic, 0, ClientHarness.Utf8(key), ClientHarness.Utf8(value), 1, null);

    private List<Received> RoundTrip(Action<RecordCollector, OutputTopic> send, int count)
    {
        string name = harness.NewTopic();
        using var producer = harness.Producer();
        send(producer, producer.Topic(name));
        producer.Flush(ClientHarness.Patience);
        using var consumer = harness.ReaderOf(name);
        return ClientHarness.Read(consumer, count);
    }
}
