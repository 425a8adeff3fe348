using Confluent.Kafka;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class TopicAdminTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public async Task Partition_counts_leave_out_topics_that_do_not_exist_and_make_none()
    {
        string name = harness.NewTopic(partitions: 3);
        using var admin = ClientHarness.Factory(native: true).CreateAdmin(harness.Config());

        for (int i = 0; i < 2; i++)
        {
            var counts = await admin.PartitionCountsAsync([name, "not-there"], ClientHarness.Patience, CancellationToken.None);

            Assert.Equal([new KeyValuePair<string, int>(name, 3)], counts);
        }
    }

    [Fact]
    public async Task A_topic_is_made_once_with_its_partitions()
    {
        string name = harness.NewTopic() + "-made";
        using var admin = ClientHarness.Factory(native: true).CreateAdmin(harness.Config());

        for (int i = 0; i < 2; i++)
        {
            await admin.CreateAsync(name, 5, 1, new Dictionary<string, string>(), ClientHarness.Patience, CancellationToken.None);
        }

        var counts = await admin.PartitionCountsAsync([name], ClientHarness.Patience, CancellationToken.None);
        Assert.Equal(5, counts[name]);
    }

    [Fact]
    public async Task Records_before_an_offset_are_deleted()
    {
        string name = harness.NewTopic();
        using var producer = harness.Producer(native: true);
        for (int i = 0; i < 10; i++)
        {
            producer.Send(producer.Topic(name), 0, default, ClientHarness.Utf8("v"), 1, null);
            producer.Flush(ClientHarness.Patience);
        }

        using var admin = ClientHarness.Factory(native: true).CreateAdmin(harness.Config());
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(name, 0, 6)], ClientHarness.Patience, CancellationToken.None);

        using var consumer = harness.Consumer(native: true);
        var ends = consumer.QueryWatermarkOffsets(new TopicPartition(name, 0), ClientHarness.Patience);
        Assert.Equal((6, 10), (ends.Low.Value, ends.High.Value));
    }
}
