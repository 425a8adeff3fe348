using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class ConsumerAssignmentTests
{
    private static readonly TopicPartition Zero = new("t", 0), One = new("t", 1);

    private readonly ConsumerAssignment _assignment = new();

    [Fact]
    public void A_partition_taken_away_and_given_back_is_not_the_same_assignment()
    {
        _assignment.Assigned([Zero, One]);
        int generation = _assignment.Generation;
        int slot = _assignment.Slot(Zero);
        Assert.True(_assignment.HasSince(slot, generation));

        _assignment.Revoked([new TopicPartitionOffset(Zero, 5)]);
        Assert.False(_assignment.Has(slot));
        _assignment.Assigned([Zero]);

        Assert.True(_assignment.Has(slot));
        Assert.False(_assignment.HasSince(slot, generation));
        Assert.True(_assignment.HasSince(_assignment.Slot(One), generation));
        Assert.Equal(2, _assignment.Count);
    }

    [Fact]
    public void A_listener_is_told_all_partitions_also_under_incremental_protocols()
    {
        var listener = new GroupMember(consumer: null!);
        _assignment.Listen(listener);

        _assignment.Assigned([Zero]);
        _assignment.Assigned([One]);

        Assert.Equal([Zero, One], listener.Assigned);
    }

    [Fact]
    public void What_a_listener_throws_is_thrown_once_and_later()
    {
        _assignment.Listen(new GroupMember(consumer: null!) { Throws = new InvalidOperationException("no") });

        _assignment.Assigned([Zero]);

        Assert.Throws<InvalidOperationException>(_assignment.ThrowIfListenerFailed);
        _assignment.ThrowIfListenerFailed();
    }

    [Fact]
    public void Partitions_given_by_hand_replace_the_ones_before()
    {
        _assignment.Replace([new TopicPartitionOffset(Zero, 0)]);
        _assignment.Replace([new TopicPartitionOffset(One, 0)]);

        Assert.False(_assignment.Has(_assignment.Slot(Zero)));
        Assert.True(_assignment.Has(_assignment.Slot(One)));
        Assert.Equal(1, _assignment.Count);
    }
}
