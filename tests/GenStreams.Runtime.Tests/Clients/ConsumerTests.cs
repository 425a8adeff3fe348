using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class ConsumerTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public void Messages_carry_the_slot_of_their_partition()
    {
        string name = harness.NewTopic(partitions: 3);
        Fill(name, partitions: 3, count: 2);
        using var consumer = harness.Consumer();
        int last = consumer.Slot(new TopicPartition(name, 2));
        consumer.Add([.. Enumerable.Range(0, 3).Select(partition => new TopicPartitionOffset(name, partition, 0))]);

        var all = ClientHarness.Read(consumer, 6);

        Assert.Equal(0, last);
        Assert.Equal(new TopicPartition(name, 2), consumer.PartitionOf(last));
        Assert.All(all, record => Assert.StartsWith($"{record.Partition.Partition.Value}-", record.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Poll_returns_when_there_is_a_message_not_when_the_batch_is_full()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 3);
        using var consumer = harness.ReaderOf(name);
        var messages = new ConsumedMessage[1000];

        // Were it to wait for a full batch, it would wait for 10 minutes.
        int count = consumer.Poll(messages, TimeSpan.FromMinutes(10));

        Assert.InRange(count, 1, 3);
        Release(consumer, messages.AsSpan(0, count));
    }

    [Fact]
    public void Poll_takes_no_more_than_there_is_room_for()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 5);
        using var consumer = harness.ReaderOf(name);
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

    [Fact]
    public void A_paused_partition_goes_on_where_it_was()
    {
        string name = harness.NewTopic(partitions: 2);
        using var consumer = harness.Consumer();
        consumer.Add([new TopicPartitionOffset(name, 0, 0), new TopicPartitionOffset(name, 1, 0)]);
        consumer.Pause(new TopicPartition(name, 0));
        Fill(name, partitions: 2, count: 3);

        var whilePaused = ClientHarness.Read(consumer, 3);
        consumer.Resume(new TopicPartition(name, 0));
        var after = ClientHarness.Read(consumer, 3);

        Assert.Equal(["1-0", "1-1", "1-2"], whilePaused.Select(record => record.Value));
        Assert.Equal(["0-0", "0-1", "0-2"], after.Select(record => record.Value));
    }

    [Fact]
    public void A_partition_that_was_removed_while_it_was_paused_is_read_when_it_is_added_again()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 3);
        using var consumer = harness.ReaderOf(name);
        var partition = new TopicPartition(name, 0);
        ClientHarness.Read(consumer, 3);
        consumer.Pause(partition);
        consumer.Remove([partition]);

        consumer.Add([new TopicPartitionOffset(partition, 1)]);

        Assert.Equal([1, 2], ClientHarness.Read(consumer, 2).Select(record => record.Offset));
    }

    [Fact]
    public void Seek_goes_on_from_another_offset_and_drops_what_was_fetched()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 10);
        using var consumer = harness.ReaderOf(name);
        ClientHarness.Read(consumer, 10);

        consumer.Seek(new TopicPartitionOffset(name, 0, 7));

        Assert.Equal([7, 8, 9], ClientHarness.Read(consumer, 3).Select(record => record.Offset));
    }

    [Fact]
    public void Positions_and_ends_are_known()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 10);
        using var consumer = harness.ReaderOf(name);
        var partition = new TopicPartition(name, 0);
        Assert.Equal(Offset.Unset, consumer.Position(partition));
        Assert.Equal(Offset.Unset, consumer.KnownEnd(new TopicPartition("never-seen", 0)));

        ClientHarness.Read(consumer, 10);

        Assert.Equal(10, consumer.Position(partition).Value);
        Assert.Equal(10, consumer.KnownEnd(partition).Value);
        var ends = consumer.QueryWatermarkOffsets(partition, ClientHarness.Patience);
        Assert.Equal((0, 10), (ends.Low.Value, ends.High.Value));
    }

    [Fact]
    public void What_was_fetched_of_a_removed_partition_is_never_handed_out()
    {
        string first = harness.NewTopic();
        string second = harness.NewTopic();
        Fill(first, partitions: 1, count: 100);
        Fill(second, partitions: 1, count: 3);
        using var consumer = harness.ReaderOf(first);
        var messages = new ConsumedMessage[1];
        Assert.Equal(1, consumer.Poll(messages, ClientHarness.Patience)); // 99 more wait in the client.
        Release(consumer, messages);

        consumer.Remove([new TopicPartition(first, 0)]);
        consumer.Add([new TopicPartitionOffset(second, 0, 0)]);

        Assert.All(ClientHarness.Read(consumer, 3), record => Assert.Equal(second, record.Partition.Topic));
    }

    [Fact]
    public void A_partition_that_is_removed_and_added_goes_on_from_where_it_is_told()
    {
        string name = harness.NewTopic(partitions: 2);
        Fill(name, partitions: 2, count: 500);
        using var consumer = harness.ReaderOf(name);
        var partition = new TopicPartition(name, 0);
        var messages = new ConsumedMessage[1];
        foreach (long offset in (long[])[0, 400, 100, 499, 200])
        {
            consumer.Remove([partition]);
            consumer.Add([new TopicPartitionOffset(partition, offset)]);
            Assert.Equal(1, consumer.Poll(messages, ClientHarness.Patience));
            Assert.Equal(offset, messages[0].Offset);
            Release(consumer, messages);
        }

        consumer.Add([new TopicPartitionOffset(name, 1, 499)]);
        var all = ClientHarness.Read(consumer, 300);
        Assert.Equal(Enumerable.Range(201, 299).Select(i => (long)i), all.Where(r => r.Partition == partition).Select(r => r.Offset));
    }

    [Fact]
    public void What_is_not_read_cannot_be_removed_and_what_is_cannot_be_added()
    {
        string name = harness.NewTopic(partitions: 2);
        using var consumer = harness.ReaderOf(name);

        Assert.Throws<KafkaException>(() => consumer.Remove([new TopicPartition(name, 1)]));
        Assert.Throws<KafkaException>(() => consumer.Add([new TopicPartitionOffset(name, 0, 0)]));
    }

    [Fact]
    public void A_fault_of_a_removed_partition_is_forgotten_and_the_partition_can_be_read_anew()
    {
        string name = harness.NewTopic(partitions: 2);
        Fill(name, partitions: 2, count: 2);
        using var consumer = harness.Consumer(("auto.offset.reset", "error"));
        consumer.Add([new TopicPartitionOffset(name, 0, 1000), new TopicPartitionOffset(name, 1, 1000)]);
        var fault = ClientHarness.AwaitFault(consumer);
        ClientHarness.Settle(consumer);

        var others = new TopicPartition(name, 1 - fault.Partition.Partition.Value);
        consumer.Remove([others]);
        Assert.False(consumer.TryTakeFault(out _));

        consumer.Add([new TopicPartitionOffset(others, 0)]);
        Assert.All(ClientHarness.Read(consumer, 2), record => Assert.Equal(others, record.Partition));
    }

    [Fact]
    public void An_offset_that_does_not_exist_is_a_fault_of_its_partition_when_no_reset_is_allowed()
    {
        string name = harness.NewTopic();
        Fill(name, partitions: 1, count: 1);
        using var consumer = harness.Consumer(("auto.offset.reset", "error"));
        consumer.Add([new TopicPartitionOffset(name, 0, 1000)]);

        var fault = ClientHarness.AwaitFault(consumer);

        Assert.Equal(new TopicPartition(name, 0), fault.Partition);
        Assert.Equal(ErrorCode.Local_AutoOffsetReset, fault.Error.Code);
        Assert.Contains($"{name} [0]", fault.Error.Reason, StringComparison.Ordinal);
        Assert.False(consumer.TryTakeFault(out _));
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
        using var producer = harness.Producer();
        var topic = producer.Topic(name);
        for (int i = 0; i < partitions * count; i++)
        {
            int partition = i % partitions;
            producer.Send(topic, partition, default, ClientHarness.Utf8($"{partition}-{i / partitions}"), 1, null);
        }

        producer.Flush(ClientHarness.Patience);
    }
}
