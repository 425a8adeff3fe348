using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;

namespace GenStreams.Runtime.Tests.Tasks;

public class PartitionGroupTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly List<string> _seen = [];
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("a", 1).WithTopic("b", 1);

    [Fact]
    public void The_earliest_head_goes_first_and_a_partition_keeps_its_order()
    {
        Write("a", 10, 40, 20);
        Write("b", 15, 30, 50);
        using var harness = Joined();

        harness.Rounds(2);

        Assert.Equal(["a-0@0", "b-0@0", "b-0@1", "a-0@1", "a-0@2", "b-0@2"], _seen);
    }

    [Fact]
    public void A_partition_that_has_more_at_the_broker_is_waited_for()
    {
        Write("a", 10, 20);
        Write("b", 5, 15);
        using var harness = Joined();
        harness.Consumer.BatchSize = 1; // one partition after the other
        harness.Rounds(1);
        Assert.Empty(_seen);

        harness.Consumer.BatchSize = int.MaxValue;
        harness.Rounds(2);

        Assert.Equal(["b-0@0", "a-0@0", "b-0@1", "a-0@1"], _seen);
    }

    [Fact]
    public void A_partition_that_is_known_to_be_empty_is_not_waited_for()
    {
        Write("a", 10);
        using var harness = Joined();

        harness.Rounds(1);

        Assert.Equal(["a-0@0"], _seen);
    }

    [Fact]
    public void A_partition_of_which_nothing_is_known_is_waited_for()
    {
        Write("a", 10);
        using var harness = Joined();
        harness.Consumer.HidesEnds = true;
        harness.Rounds(3);
        Assert.Empty(_seen);

        harness.Consumer.HidesEnds = false;
        harness.Rounds(1);

        Assert.Equal(["a-0@0"], _seen);
    }

    [Fact]
    public void With_a_negative_idle_time_no_partition_is_waited_for()
    {
        Write("a", 10);
        using var harness = Joined(Timeout.InfiniteTimeSpan);
        harness.Consumer.HidesEnds = true;

        harness.Rounds(1);

        Assert.Equal(["a-0@0"], _seen);
    }

    [Fact]
    public void A_caught_up_partition_is_waited_for_as_long_as_the_idle_time()
    {
        Write("a", 10, 20);
        using var harness = Joined(Idle);
        harness.Rounds(2);
        Assert.Empty(_seen);

        harness.Time.Advance(Idle);
        harness.Rounds(1);

        Assert.Equal(["a-0@0", "a-0@1"], _seen);
    }

    [Fact]
    public void The_idle_time_begins_anew_when_a_partition_has_had_records()
    {
        Write("a", 10);
        using var harness = Joined(Idle);
        harness.Rounds(1);
        harness.Time.Advance(Idle / 2);
        Write("b", 5);
        harness.Rounds(1);
        Assert.Equal(["b-0@0"], _seen);

        harness.Time.Advance(Idle / 2);
        harness.Rounds(1);
        Assert.Equal(["b-0@0"], _seen);

        harness.Time.Advance(Idle);
        harness.Rounds(1);
        Assert.Equal(["b-0@0", "a-0@0"], _seen);
    }

    [Fact]
    public void A_partition_whose_committed_offset_is_its_end_is_not_waited_for()
    {
        Write("b", 1, 2, 3);
        _cluster.Committed[new TopicPartition("b", 0)] = 3;
        Write("a", 10);
        using var harness = Joined();

        harness.Rounds(1);

        Assert.Equal(["a-0@0"], _seen);
    }

    [Fact]
    public void A_full_partition_is_paused_until_its_records_are_processed()
    {
        Write("a", Enumerable.Range(0, 20).Select(i => (long)i).ToArray());
        using var harness = Joined(Idle, buffered: 10);
        var a = new TopicPartition("a", 0);

        harness.Rounds(1);
        Assert.Contains(a, harness.Consumer.Paused);

        harness.Time.Advance(Idle);
        harness.Rounds(1);
        Assert.DoesNotContain(a, harness.Consumer.Paused);
        Assert.Equal(20, _seen.Count);
    }

    private ThreadHarness Joined(TimeSpan idle = default, int buffered = 1000) => new ThreadHarness(
        _cluster,
        DelegateTopology.Noting(_seen, "a", "b"),
        c => c with { MaxTaskIdle = idle, BufferedRecordsPerPartition = buffered }).Join();

    private void Write(string topic, params long[] timestamps)
    {
        foreach (long timestamp in timestamps)
        {
            _cluster.Write(topic, "k", "v", timestamp);
        }
    }
}
