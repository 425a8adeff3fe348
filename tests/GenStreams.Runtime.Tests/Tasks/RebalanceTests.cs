using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

public class RebalanceTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 2).WithTopic("word-counts", 1);

    [Fact]
    public void Revoked_tasks_are_committed_first()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(2);
        Assert.Null(_cluster.CommittedOffset("lines"));

        _cluster.Rebalance();
        harness.Rounds(1);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
    }

    [Fact]
    public void Tasks_that_come_back_go_on_with_their_state_without_restoring()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        harness.Rounds(3);

        _cluster.Rebalance();
        _cluster.Write("lines", null, "a");
        harness.Rounds(4);

        Assert.Equal("3", harness.Stored("counts", "a"));
        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored);
        Assert.Contains(harness.Log.Messages, m => m.Contains("taken up again: 4", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_that_comes_back_takes_in_what_others_wrote_to_its_changelog_meanwhile()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        harness.Rounds(3);
        _cluster.Rebalance();
        using var other = new ThreadHarness(_cluster, harness.Factory, number: 2).Join();

        // Both must give their partitions up before they are shared out; meanwhile the changelog grows.
        harness.Rounds(1);
        _cluster.Write("app-counts-changelog", "a", "7", partition: 1);
        other.Rounds(1);
        other.Thread.Close();
        harness.Rounds(4);

        Assert.Equal("7", harness.Stored("counts", "a"));
    }

    [Fact]
    public void Two_threads_share_the_tasks_and_the_rest_is_restored_where_it_goes()
    {
        _cluster.Write("lines", null, "a b");
        using var first = WordCount();
        first.Rounds(3);
        using var second = new ThreadHarness(_cluster, first.Factory, number: 2).Join();

        for (int i = 0; i < 6; i++)
        {
            first.Rounds(1);
            second.Rounds(1);
        }

        // 'b' lies in partition 0, 'a' in 1.
        Assert.Equal("1", first.Stored("counts", "b"));
        Assert.Null(first.Stored("counts", "a"));
        Assert.Equal("1", second.Stored("counts", "a"));
        Assert.Equal(TopologyState.Running, second.Thread.State);
    }

    [Fact]
    public void Lost_tasks_are_closed_without_a_commit()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(2);
        harness.Consumer.LosesNext = true;

        _cluster.Rebalance();
        harness.Rounds(1);

        Assert.DoesNotContain(_cluster.Events, e => e.StartsWith("commit", StringComparison.Ordinal));
        harness.Rounds(3);
        harness.RoundWithCommit();
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void A_refused_commit_at_a_revocation_closes_the_tasks_with_their_state()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(3);
        harness.Consumer.CommitFailures.Enqueue(new KafkaException(ErrorCode.IllegalGeneration));

        _cluster.Rebalance();
        harness.Rounds(3);

        Assert.Contains(harness.Log.Messages, m => m.Contains("taken up again: 0", StringComparison.Ordinal));
        Assert.Contains(_cluster.Consumers, c => c.HasRestored);
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
        harness.Rounds(1);

        _cluster.Rebalance();
        harness.Rounds(2);
        Assert.Equal(["a-0@0", "b-0@0"], seen);
        _cluster.Write("b", "k", "v", 10);
        harness.Rounds(1);

        Assert.Equal(["a-0@0", "b-0@0", "a-0@1"], seen);
    }

    [Fact]
    public void Half_a_stateful_task_is_refused_with_the_topics()
    {
        _cluster.WithTopic("a", 2).WithTopic("b", 3);
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new("A", new("a")), new("B", new("b"))], [new KeyValueStoreDescriptor { Name = "s" }], copartitioned: false),
            (GenStreams.Processing.TaskContext context, int _, in GenStreams.Processing.RawRecord record) => { });
        using var first = new ThreadHarness(_cluster, topology).Join();
        using var second = new ThreadHarness(_cluster, topology, number: 2).Join();

        // Range: of a each gets one, of b the first gets two, so that the partitions 1 go to different members.
        var error = Assert.Throws<StreamsException>(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                first.Rounds(1);
                second.Rounds(1);
            }
        });

        Assert.Contains("Task 0_1 got partition 1 of", error.Message, StringComparison.Ordinal);
    }

    private ThreadHarness WordCount() =>
        new ThreadHarness(_cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With())).Join();
}
