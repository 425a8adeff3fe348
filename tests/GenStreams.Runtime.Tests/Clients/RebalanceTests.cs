using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class RebalanceTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Two_members_share_the_partitions_and_see_no_record_of_the_other(bool native)
    {
        string name = harness.NewTopic(partitions: 4);
        string group = name + "-group";
        using var producer = harness.Producer(native);
        var first = new GroupMember(harness.Member(native, group));
        using var firstConsumer = first.Consumer;
        first.Consumer.Subscribe([name], first);
        Send(producer, name, count: 400);
        ClientHarness.PollUntil(() => first.Seen.Count == 400, "the first member reads all", first);

        var second = new GroupMember(harness.Member(native, group));
        using var secondConsumer = second.Consumer;
        second.Consumer.Subscribe([name], second);
        ClientHarness.PollUntil(
            () => first.Assigned.Count == 2 && second.Assigned.Count == 2,
            "both members have two partitions",
            first, second);

        Assert.Empty(first.Assigned.Intersect(second.Assigned));
        Assert.Equal(["assigned 4", "revoked 4", "assigned 2"], first.Calls.Take(3));

        Send(producer, name, count: 400);
        ClientHarness.PollUntil(
            () => first.Seen.Concat(second.Seen).Where(IsNew).Select(record => (record.Partition, record.Offset)).Distinct().Count() == 400,
            "the members together read all",
            first, second);
        Assert.Contains(first.Seen, IsNew);
        Assert.Contains(second.Seen, IsNew);
        Assert.Empty(first.Strays);
        Assert.Empty(second.Strays);

        second.Consumer.Close();
        Assert.Equal("revoked 2", second.Calls[^1]);
        ClientHarness.PollUntil(() => first.Assigned.Count == 4, "the one that stays has all", first);
        AssertEager(first.Calls);
        AssertEager(second.Calls);

        static bool IsNew(Received record) => record.Offset >= 100;
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void A_member_goes_on_from_the_committed_offsets_of_its_group(bool native)
    {
        string name = harness.NewTopic(partitions: 2);
        string group = name + "-group";
        using var producer = harness.Producer(native);
        Send(producer, name, count: 20);
        var partition = new TopicPartition(name, 0);
        using (var before = harness.Member(native, group))
        {
            var member = new GroupMember(before);
            before.Subscribe([name], member);
            ClientHarness.PollUntil(() => member.Seen.Count == 20, "all is read", member);
            before.Commit([new TopicPartitionOffset(partition, 7)]);
            Assert.Equal(
                [7, Offset.Unset.Value],
                before.Committed([partition, new TopicPartition(name, 1)], ClientHarness.Patience).Select(found => found.Offset.Value));
            before.Close();
        }

        using var after = harness.Member(native, group);
        var next = new GroupMember(after);
        after.Subscribe([name], next);

        ClientHarness.PollUntil(() => next.Seen.Count >= 13, "the rest is read", next);
        Assert.Equal([7, 8, 9], next.Seen.Where(record => record.Partition.Equals(partition)).Select(record => record.Offset));
        after.Close();
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void What_a_listener_throws_comes_out_of_poll(bool native)
    {
        string name = harness.NewTopic();
        using var consumer = harness.Member(native, name + "-group");
        var member = new GroupMember(consumer) { Throws = new InvalidOperationException("no such store") };
        consumer.Subscribe([name], member);

        var error = Assert.Throws<InvalidOperationException>(() =>
            ClientHarness.PollUntil(() => false, "an exception", member));

        Assert.Equal("no such store", error.Message);
    }

    [Theory]
    [MemberData(nameof(ClientHarness.Paths), MemberType = typeof(ClientHarness))]
    public void Offsets_can_be_committed_while_partitions_are_revoked(bool native)
    {
        string name = harness.NewTopic();
        string group = name + "-group";
        using var producer = harness.Producer(native);
        Send(producer, name, count: 5);
        using (var consumer = harness.Member(native, group))
        {
            var member = new GroupMember(consumer) { CommitsOnRevoke = true };
            consumer.Subscribe([name], member);
            ClientHarness.PollUntil(() => member.Seen.Count == 5, "all is read", member);
            consumer.Close();
        }

        using var asker = harness.Member(native, group);
        Assert.Equal(5, asker.Committed([new TopicPartition(name, 0)], ClientHarness.Patience)[0].Offset.Value);
    }

    // Partitions are taken back before others are given.
    private static void AssertEager(List<string> calls)
    {
        for (int i = 0; i < calls.Count; i++)
        {
            Assert.Equal(i % 2 == 0, calls[i].StartsWith("assigned", StringComparison.Ordinal));
        }
    }

    private static void Send(StreamProducer producer, string name, int count)
    {
        var topic = producer.Topic(name);
        int partitions = topic.PartitionCount;
        for (int i = 0; i < count; i++)
        {
            producer.Send(topic, i % partitions, default, ClientHarness.Utf8($"{i}"), 1, null);
        }

        producer.Flush(ClientHarness.Patience);
    }
}
