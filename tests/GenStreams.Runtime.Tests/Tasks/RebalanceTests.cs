using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

public class RebalanceTests
{
    private const string Words = "app-counts-repartition";

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 2).WithTopic("word-counts", 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_task_that_is_taken_away_is_committed_before_the_group_hears_that_it_is_given_up(bool exactlyOnce)
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount(exactlyOnce);
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(1);
        Assert.Null(_cluster.CommittedOffset("lines"));

        other.Take("lines", 0);
        harness.Rounds(1);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.DoesNotContain("give back lines-0", _cluster.Events);
        other.Poll();
        Assert.Empty(other.Member.Owned);

        harness.Rounds(1);
        other.Poll();

        Assert.Equal("give back lines-0", _cluster.Events[^1]);
        Assert.Equal([new TopicPartition("lines", 0)], other.Member.Owned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_task_that_stays_is_not_touched(bool exactlyOnce)
    {
        using var harness = WordCount(exactlyOnce);
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(3);
        var before = harness.Consumer.Assigned.ToList();
        harness.Consumer.Calls.Clear();
        _cluster.Events.Clear();

        other.Take("lines", 0);
        harness.Rounds(3);
        other.Poll();
        other.Return("lines", 0);
        other.Poll();
        harness.Rounds(3);

        Assert.Equal(["remove lines-0", "add lines-0@0"], harness.Consumer.Calls);
        Assert.Equal(["give back lines-0", "give back lines-0", "ask offsets"], _cluster.Events);
        Assert.Equal(before.Order(), harness.Consumer.Assigned.Order());
        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored);
    }

    [Fact]
    public void Tasks_that_come_back_go_on_with_their_state_without_restoring()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(3);

        AwayAndBack(harness, other);
        _cluster.Write("lines", null, "a");
        harness.Rounds(4);

        Assert.Equal("3", harness.Stored("counts", "a"));
        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored);
    }

    [Fact]
    public void A_task_that_comes_back_takes_in_what_others_wrote_to_its_changelog_meanwhile_and_no_more()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(3);

        AwayAndBack(harness, other, () => _cluster.Write("app-counts-changelog", "a", "7", partition: 1));
        harness.Rounds(4);

        Assert.Equal("7", harness.Stored("counts", "a"));
        Assert.Equal(["add app-counts-changelog-1@1", "remove app-counts-changelog-1"], _cluster.Consumers.Single(c => c.IsRestore).Calls);
    }

    [Fact]
    public void Two_processes_share_the_tasks_and_the_rest_is_restored_where_it_goes()
    {
        _cluster.Write("lines", null, "a b");
        using var first = WordCount();
        first.Rounds(3);
        using var second = new ThreadHarness(_cluster, first.Factory, number: 2).Begin();

        for (int i = 0; i < 8; i++)
        {
            first.Rounds(1);
            second.Rounds(1);
        }

        // 'b' lies in partition 0, 'a' in 1.
        Assert.Equal("1", first.Stored("counts", "b"));
        Assert.Null(first.Stored("counts", "a"));
        Assert.Equal("1", second.Stored("counts", "a"));
        Assert.Equal(TopologyState.Running, second.Board.State);
    }

    [Fact]
    public void Lost_tasks_are_closed_without_a_commit()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(2);

        harness.Member.ThrowOut();
        harness.Rounds(1);

        Assert.DoesNotContain(_cluster.Events, e => e.StartsWith("commit", StringComparison.Ordinal));
        harness.Rounds(5);
        harness.RoundWithCommit();
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void A_commit_that_is_refused_when_a_task_is_taken_away_does_not_hold_the_group_up()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(3);
        harness.Member.CommitFailures.Enqueue(new KafkaException(ErrorCode.IllegalGeneration));

        other.Take("lines", 0);
        harness.Rounds(2);
        other.Poll();

        Assert.Null(_cluster.CommittedOffset("lines"));
        Assert.Equal([new TopicPartition("lines", 0)], other.Member.Owned);
    }

    [Fact]
    public void A_commit_that_fails_for_now_when_a_task_is_taken_away_is_tried_again_before_the_group_hears_of_it()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        using var other = new Bystander(_cluster).Join("lines", Words);
        harness.Rounds(3);
        harness.Member.CommitFailures.Enqueue(new KafkaException(new Error(ErrorCode.RequestTimedOut, "no answer")));
        other.Take("lines", 0);
        harness.Rounds(4);
        Assert.DoesNotContain("give back lines-0", _cluster.Events);
        Assert.Contains("no answer", harness.Thread.WaitsFor, StringComparison.Ordinal);

        harness.Time.Advance(TimeSpan.FromMilliseconds(50));
        harness.Rounds(2);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal("give back lines-0", _cluster.Events[^1]);
        Assert.Null(harness.Thread.WaitsFor);
    }

    [Fact]
    public void Buffered_records_are_given_back_and_fetched_again()
    {
        var seen = new List<string>();
        _cluster.WithTopic("a", 1).WithTopic("b", 1);
        _cluster.Write("a", "k", "v", 1);
        _cluster.Write("a", "k", "v", 9);
        _cluster.Write("b", "k", "v", 2);
        using var harness = new ThreadHarness(
            _cluster, DelegateTopology.Noting(seen, "a", "b"), c => c with { MaxTaskIdle = TimeSpan.FromHours(1) }).Join();
        using var other = new Bystander(_cluster).Join("a");
        harness.Rounds(1);

        other.Take("a", 0);
        harness.Rounds(3);
        Assert.Equal(0, _cluster.Outstanding);
        other.Poll();
        other.Return("a", 0);
        other.Poll();
        harness.Rounds(3);
        Assert.Equal(["a-0@0", "b-0@0"], seen);
        _cluster.Write("b", "k", "v", 10);
        harness.Rounds(1);

        Assert.Equal(["a-0@0", "b-0@0", "a-0@1"], seen);
    }

    [Fact]
    public void Partitions_of_equal_numbers_go_together_also_where_topics_have_different_counts()
    {
        _cluster.WithTopic("a", 2).WithTopic("b", 3);
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new("A", new("a")), new("B", new("b"))], [new KeyValueStoreDescriptor { Name = "s" }], copartitioned: false),
            (TaskContext context, int _, in RawRecord record) => { });
        using var first = new ThreadHarness(_cluster, topology).Join();
        using var second = new ThreadHarness(_cluster, topology, number: 2).Begin();

        for (int i = 0; i < 8; i++)
        {
            first.Rounds(1);
            second.Rounds(1);
        }

        Assert.Equal(3, first.Board.Wanted.Count + second.Board.Wanted.Count);
        Assert.NotEmpty(second.Board.Wanted);
        foreach (var process in (ThreadHarness[])[first, second])
        {
            var expected = process.Board.Wanted.SelectMany(process.Settings.Plan.PartitionsOf).Select(static p => p.ToString()).Order();
            Assert.Equal(expected, process.Consumer.Assigned.Select(static p => p.ToString()).Order());
        }
    }

    private static void AwayAndBack(ThreadHarness harness, Bystander other, Action? meanwhile = null)
    {
        foreach (int partition in (int[])[0, 1])
        {
            other.Take("lines", partition);
            other.Take(Words, partition);
        }

        harness.Rounds(3);
        Assert.Empty(harness.Board.Wanted);
        other.Poll();
        meanwhile?.Invoke();
        foreach (int partition in (int[])[0, 1])
        {
            other.Return("lines", partition);
            other.Return(Words, partition);
        }

        other.Poll();
        harness.Rounds(1);
    }

    private ThreadHarness WordCount(bool exactlyOnce = false) => new ThreadHarness(
        _cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), exactlyOnce ? ThreadHarness.ExactlyOnce : null).Join();
}
