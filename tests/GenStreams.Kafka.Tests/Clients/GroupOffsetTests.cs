using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Kafka.Tests.Clients;

/// <summary>What a member commits, and what it is told is committed.</summary>
[Collection(BrokerCollection.Name)]
public sealed class GroupOffsetTests(TestBroker broker)
{
    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Offsets_of_a_topic_that_is_not_subscribed_to_are_committed_plainly_and_in_a_transaction(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        string other = group.Name + "-other";
        await group.Client.CreateTopicsAsync(3, other);
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "it has all", one);
        var member = one.Member;

        member.Commit([new(group.Partition(0), 3, ""), new(new(other, 1), 5, "time 1")], BrokerGroup.Patience);
        using (var producer = group.Transactions(group.Name))
        {
            producer.BeginTransaction();
            using (var metadata = member.TakeMetadata())
            {
                producer.SendOffsets([new(new(other, 2), 9, "time 2 é"), new(group.Partition(1), 8, "")], metadata, BrokerGroup.Patience);
            }

            producer.CommitTransaction(BrokerGroup.Patience);
        }

        var committed = member.Committed(
            [group.Partition(0), group.Partition(1), new(other, 0), new(other, 1), new(other, 2)], BrokerGroup.Patience);
        Assert.Equal(
            [
                new(group.Partition(0), 3, ""), new(group.Partition(1), 8, ""), new(new(other, 0), -1, ""),
                new(new(other, 1), 5, "time 1"), new(new(other, 2), 9, "time 2 é"),
            ],
            committed);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Committed_waits_for_a_transaction_that_is_about_to_commit(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "it has all", one);
        one.Member.Commit([new(group.Partition(0), 3, "")], BrokerGroup.Patience);
        using var producer = group.Transactions(group.Name);
        producer.BeginTransaction();
        using (var metadata = one.Member.TakeMetadata())
        {
            producer.SendOffsets([new(group.Partition(0), 4, "later")], metadata, BrokerGroup.Patience);
        }

        var error = Assert.Throws<KafkaException>(() => one.Member.Committed([group.Partition(0)], TimeSpan.FromSeconds(1)));
        Assert.Equal(ErrorCode.Local_TimedOut, error.Error.Code);
        Assert.Contains("a transaction", error.Message, StringComparison.Ordinal);

        var committed = Task.Run(() => one.Member.Committed([group.Partition(0)], BrokerGroup.Patience));
        await Task.Delay(500);
        Assert.False(committed.IsCompleted);
        producer.CommitTransaction(BrokerGroup.Patience);
        Assert.Equal([new CommittedOffset(group.Partition(0), 4, "later")], await committed);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task A_transaction_of_a_member_that_is_out_of_date_commits_nothing_that_moved(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "it has all", one);
        using var old = one.Member.TakeMetadata();
        var two = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);
        using var producer = group.Transactions(group.Name);
        producer.BeginTransaction();

        // Kafka 4's protocol allows the old epoch for what stayed with the member.
        var moved = two.Has.First();
        var stayed = one.Has.First();
        Assert.Throws<KafkaTxnRequiresAbortException>(() => producer.SendOffsets([new(moved, 4, "")], old, BrokerGroup.Patience));
        producer.AbortTransaction(BrokerGroup.Patience);
        producer.BeginTransaction();
        using var now = one.Member.TakeMetadata();
        producer.SendOffsets([new(stayed, 5, "")], now, BrokerGroup.Patience);
        producer.CommitTransaction(BrokerGroup.Patience);

        Assert.Equal(
            [new(moved, -1, ""), new(stayed, 5, "")], two.Member.Committed([moved, stayed], BrokerGroup.Patience));
    }
}
