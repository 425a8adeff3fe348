using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Kafka.Tests.Clients;

/// <summary>A consumer of given partitions on a real broker.</summary>
[Collection(BrokerCollection.Name)]
public sealed class ConsumerTests(TestBroker broker)
{
    [KafkaFact]
    public async Task A_partition_that_is_removed_and_added_gives_nothing_from_before()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic", partitions: 1);
        group.Client.Produce(group.Name, Enumerable.Range(0, 5000).Select(i => ((string?)null, (string?)$"{i}")));
        using var consumer = Consumer(group);
        consumer.Add([new TopicPartitionOffset(group.Partition(0), 0)]);
        Assert.Equal(0, Next(consumer));
        foreach (long offset in (long[])[4000, 10, 4999, 2500])
        {
            consumer.Remove([group.Partition(0)]);
            consumer.Add([new TopicPartitionOffset(group.Partition(0), offset)]);
            Assert.Equal(offset, Next(consumer));
        }
    }

    [KafkaFact]
    public async Task An_offset_that_was_deleted_is_a_fault()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic", partitions: 2);
        group.Client.Produce(Enumerable.Range(0, 10).Select(i => (group.Partition(i % 2), new Message<string?, byte[]?> { Value = [1] })));
        using var admin = group.Factory.CreateAdmin(group.Config());
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(group.Partition(0), 3)], BrokerGroup.Patience, CancellationToken.None);
        using var consumer = Consumer(group);

        consumer.Add([new TopicPartitionOffset(group.Partition(0), 1), new TopicPartitionOffset(group.Partition(1), 4)]);
        var fault = AwaitFault(consumer);

        Assert.Equal((group.Partition(0), ErrorCode.Local_AutoOffsetReset), (fault.Partition, fault.Error.Code));
        consumer.Remove([group.Partition(0)]);
        consumer.Add([new TopicPartitionOffset(group.Partition(0), 3)]);
        Assert.Equal(3, Next(consumer));
    }

    [KafkaFact]
    public async Task A_topic_that_is_deleted_and_made_anew_is_a_fault()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic", partitions: 1);
        group.Client.Produce(group.Name, Enumerable.Range(0, 10).Select(i => ((string?)null, (string?)$"{i}")));
        using var consumer = Consumer(group);
        consumer.Add([new TopicPartitionOffset(group.Partition(0), 9)]);
        Assert.Equal(9, Next(consumer));

        await group.Client.CreateTopicsAsync(1, group.Name);
        group.Client.Produce(group.Name, [(null, "anew")]);
        var fault = AwaitFault(consumer);

        Assert.Equal(group.Partition(0), fault.Partition);
    }

    private static IStreamConsumer Consumer(BrokerGroup group) => group.Factory.CreateConsumer(
        ClientDefaults.AssignedConsumer(group.Config(("auto.offset.reset", "error"))));

    private static long Next(IStreamConsumer consumer)
    {
        var messages = new ConsumedMessage[1];
        Assert.Equal(1, consumer.Poll(messages, BrokerGroup.Patience));
        consumer.Release(messages[0]);
        return messages[0].Offset;
    }

    private static PartitionFault AwaitFault(IStreamConsumer consumer)
    {
        var clock = Stopwatch.StartNew();
        var messages = new ConsumedMessage[10];
        PartitionFault fault;
        while (!consumer.TryTakeFault(out fault))
        {
            Assert.True(clock.Elapsed < BrokerGroup.Patience, $"no fault came in {BrokerGroup.Patience}");
            int count = consumer.Poll(messages, TimeSpan.FromMilliseconds(50));
            foreach (var message in messages.AsSpan(0, count))
            {
                consumer.Release(message);
            }
        }

        return fault;
    }
}
