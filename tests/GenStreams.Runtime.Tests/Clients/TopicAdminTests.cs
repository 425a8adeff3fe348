using Confluent.Kafka;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class TopicAdminTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public async Task Partition_counts_leave_out_topics_that_do_not_exist_and_make_none()
    {
        string name = harness.NewTopic(partitions: 3);
        using var admin = ClientHarness.Factory().CreateAdmin(harness.Config());

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
        using var admin = ClientHarness.Factory().CreateAdmin(harness.Config());

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
        using var producer = harness.Producer();
        for (int i = 0; i < 10; i++)
        {
            producer.Send(producer.Topic(name), 0, default, ClientHarness.Utf8("v"), 1, null);
            producer.Flush(ClientHarness.Patience);
        }

        using var admin = ClientHarness.Factory().CreateAdmin(harness.Config());
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(name, 0, 6)], ClientHarness.Patience, CancellationToken.None);

        using var consumer = harness.Consumer();
        var ends = consumer.QueryWatermarkOffsets(new TopicPartition(name, 0), ClientHarness.Patience);
        Assert.Equal((6, 10), (ends.Low.Value, ends.High.Value));
    }

    [Fact]
    public async Task Ends_of_many_partitions_are_asked_at_once_and_partitions_that_do_not_exist_are_left_out()
    {
        string name = harness.NewTopic(partitions: 3);
        using var producer = harness.Producer();
        for (int i = 0; i < 10; i++)
        {
            producer.Send(producer.Topic(name), 1, default, ClientHarness.Utf8("v"), 1, null);
        }

        producer.Flush(ClientHarness.Patience);
        using var admin = ClientHarness.Factory().CreateAdmin(harness.Config());
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(name, 1, 1)], ClientHarness.Patience, CancellationToken.None);

        var ends = await admin.EndsAsync(
            [new(name, 0), new(name, 1), new(name, 7), new("not-there", 0)], ClientHarness.Patience, CancellationToken.None);

        Assert.Equal([new TopicPartition(name, 0), new TopicPartition(name, 1)], ends.Keys.OrderBy(partition => partition.Partition.Value));
        Assert.Equal((0, 0), (ends[new(name, 0)].Low.Value, ends[new(name, 0)].High.Value));
        Assert.Equal(10, ends[new(name, 1)].High.Value);
        Assert.Empty(await admin.EndsAsync([], ClientHarness.Patience, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_broker_inside_the_process_does_not_know_is_nothing()
    {
        string name = harness.NewTopic(partitions: 3);
        using var admin = ClientHarness.Factory().CreateAdmin(harness.Config());

        Assert.Empty(await admin.DescribeGroupAsync("group", ClientHarness.Patience, CancellationToken.None));
        Assert.Null(await admin.GroupProtocolAsync("group", ClientHarness.Patience, CancellationToken.None));
        Assert.Empty(await admin.CleanupPoliciesAsync([name], ClientHarness.Patience, CancellationToken.None));
        var topics = await admin.TopicsAsync([name, "not-there"], ClientHarness.Patience, CancellationToken.None);
        Assert.Equal((name, 3), (topics.Single().Key, topics.Single().Value.Partitions));
        Assert.Equal(
            GroupProtocol.Classic,
            await ClientHarness.Factory().FindGroupProtocolAsync(admin, harness.Config(), ClientHarness.Patience, CancellationToken.None));
    }
}
