using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class ConsumerTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Messages_carry_the_slot_of_their_partition(bool native)
    {
        string name = harness.NewTopic(partitions: 3);
        Fill(name, partitions: 3, count: 2);
        using var consumer = harness.Consumer(native);
        int last = consumer.Slot(new TopicPartition(name, 2));
        consumer.Assign([.. Enumerable.Range(0, 3).Select(partition => new TopicPartitionOffset(name, partition, 0))]);

        var all = ClientHarness.Read(consumer, 6);

        Assert.Equal(0, last);
        Assert.Equal(new TopicPartition(name, 2), consumer.PartitionOf(last));
        Assert.All(all, record => Assert.StartsWith($"{record.Partition.Partition.Value}-", record.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Poll_returns_when_there_is_a_message_not_when_the_batch_is_full(bool native)
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 3);
        using var consumer = harness.ReaderOf(native, name);
        var messages = new ConsumedMessage[1000];

        // Were it to wait for a full batch, it would wait for 10 minutes.
        int count = consumer.Poll(messages, TimeSpan.FromMinutes(10));

        Assert.InRange(count, 1, 3);
        Release(consumer, messages.AsSpan(0, count));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Poll_takes_no_more_than_there_is_room_for(bool native)
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 5);
        using var consumer = harness.ReaderOf(native, name);
        var messages = new ConsumedMessage[2];
        var offsets = new List<long>();
        while (offsets.Count < 5)
        {
            int count = consumer.Poll(messages, ClientHarness.Patience);
            Assert.InRange(count, 1, 2);
            offsets.AddRange(messages.Take(count).Select(message => message.Offset));
            Release(consumer, messages.AsSpan(0, count));
        }

        Assert.Equal([0, 1, 2, 3, 4], offsets);
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void A_paused_partition_goes_on_where_it_was(bool native)
    {
        string name = harness.NewTopic(partitions: 2);
        using var consumer = harness.Consumer(native);
        consumer.Assign([new TopicPartitionOffset(name, 0, 0), new TopicPartitionOffset(name, 1, 0)]);
        consumer.Pause(new TopicPartition(name, 0));
        Fill(name, partitions: 2, count: 3);

        var whilePaused = ClientHarness.Read(consumer, 3);
        consumer.Resume(new TopicPartition(name, 0));
        var after = ClientHarness.Read(consumer, 3);

        Assert.Equal(["1-0", "1-1", "1-2"], whilePaused.Select(record => record.Value));
        Assert.Equal(["0-0", "0-1", "0-2"], after.Select(record => record.Value));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Seek_goes_on_from_another_offset_and_drops_what_was_fetched(bool native)
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 10);
        using var consumer = harness.ReaderOf(native, name);
        ClientHarness.Read(consumer, 10);

        consumer.Seek(new TopicPartitionOffset(name, 0, 7));

        Assert.Equal([7, 8, 9], ClientHarness.Read(consumer, 3).Select(record => record.Offset));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Positions_and_ends_are_known(bool native)
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 10);
        using var consumer = harness.ReaderOf(native, name);
        var partition = new TopicPartition(name, 0);
        Assert.Equal(Offset.Unset, consumer.Position(partition));
        Assert.Equal(Offset.Unset, consumer.KnownEnd(new TopicPartition("never-seen", 0)));

        ClientHarness.Read(consumer, 10);

        Assert.Equal(10, consumer.Position(partition).Value);
        Assert.Equal(10, consumer.KnownEnd(partition).Value);
        var ends = consumer.QueryWatermarkOffsets(partition, ClientHarness.Patience);
        Assert.Equal((0, 10), (ends.Low.Value, ends.High.Value));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Partitions_assigned_anew_deliver_nothing_of_the_old_ones(bool native)
    {
        string first = harness.NewTopic();
        string second = harness.NewTopic();
        Fill(first, partitions: 1, count: 100);
        Fill(second, partitions: 1, count: 3);
        using var consumer = harness.ReaderOf(native, first);
        var messages = new ConsumedMessage[1];
        Assert.Equal(1, consumer.Poll(messages, ClientHarness.Patience)); // 99 more wait in the client.
        Release(consumer, messages);

        consumer.Assign([new TopicPartitionOffset(second, 0, 0)]);

        Assert.All(ClientHarness.Read(consumer, 3), record => Assert.Equal(second, record.Partition.Topic));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void An_offset_that_does_not_exist_is_a_fault_of_its_partition_when_no_reset_is_allowed(bool native)
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 1);
        using var consumer = harness.Consumer(native, ("auto.offset.reset", "error"));
        consumer.Assign([new TopicPartitionOffset(name, 0, 1000)]);

        var fault = ClientHarness.AwaitFault(consumer);

        Assert.Equal(new TopicPartition(name, 0), fault.Partition);
        Assert.Equal(ErrorCode.Local_AutoOffsetReset, fault.Error.Code);
        Assert.Contains($"{name} [0]", fault.Error.Reason, StringComparison.Ordinal);
        Assert.False(consumer.TryTakeFault(out _));
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void A_closed_consumer_can_be_disposed_and_not_be_polled(bool native)
    {
        using var consumer = harness.ReaderOf(native, harness.NewTopic());
        consumer.Close();

        Assert.ThrowsAny<Exception>(() => consumer.Poll(new ConsumedMessage[1], TimeSpan.Zero));
    }

    private static void Release(IStreamConsumer consumer, ReadOnlySpan<ConsumedMessage> messages)
    {
        foreach (var message in messages)
        {
            consumer.Release(message);
        }
    }

    private void Fill(string name, int partitions, int count)
    {
        using var producer = harness.Producer(native: true);
        var topic = producer.Topic(name);
        for (int i = 0; i < partitions * count; i++)
        {
            int partition = i % partitions;
            producer.Send(topic, partition, default, ClientHarness.Utf8($"{partition}-{i / partitions}"), 1, null);
        }

        producer.Flush(ClientHarness.Patience);
    }
}
