using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public class ExactlyOnceTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 1).WithTopic("word-counts", 1);

    [Fact]
    public void Outputs_changelogs_and_offsets_are_committed_in_one_transaction()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        Assert.Empty(_cluster.Texts("app-counts-repartition"));
        Assert.Null(_cluster.CommittedOffset("lines"));

        harness.RoundWithCommit();

        Assert.Equal(["a=a"], _cluster.Texts("app-counts-repartition"));
        Assert.Equal(1, _cluster.CommittedOffset("lines"));

        harness.Rounds(1);
        harness.RoundWithCommit();
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
        Assert.Equal(["a=1"], _cluster.Texts("app-counts-changelog"));
    }

    [Fact]
    public void An_aborted_transaction_is_done_again_from_the_last_commit_with_restored_state()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        Settle(harness);
        _cluster.Write("lines", null, "a");
        harness.Rounds(1);
        harness.RoundWithCommit();
        harness.Rounds(1);
        Assert.Equal("3", harness.Stored("counts", "a"));

        harness.Producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));
        harness.RoundWithCommit();
        Assert.Contains("abort transaction", _cluster.Events);
        Settle(harness);

        Assert.Equal("3", harness.Stored("counts", "a"));
        Assert.Equal("a=3", _cluster.Texts("word-counts")[^1]);
        Assert.Equal(["a=2", "a=3"], _cluster.Texts("app-counts-changelog"));
    }

    [Fact]
    public void Aborted_records_are_not_restored()
    {
        _cluster.Write("lines", null, "a a");
        using var harness = WordCount();
        Settle(harness);
        for (int i = 0; i < 3; i++)
        {
            _cluster.Write("app-counts-repartition", "a", "a");
            harness.Rounds(1);
            harness.Producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.InvalidTxnState)));
            harness.RoundWithCommit();
        }

        Settle(harness);

        Assert.Equal("5", harness.Stored("counts", "a"));
    }

    [Fact]
    public void A_commit_whose_answer_was_lost_is_asked_for_again()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        harness.Producer.TransactionFailures.Enqueue(new KafkaRetriableException(new Error(ErrorCode.Local_TimedOut)));

        harness.RoundWithCommit();

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.DoesNotContain("abort transaction", _cluster.Events);
    }

    [Fact]
    public void A_transaction_that_timed_out_gets_a_new_producer_and_is_done_again()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        var first = harness.Producer;

        _cluster.Transactions.TimeOut();
        Settle(harness);

        Assert.True(first.IsDisposed);
        Assert.NotSame(first, harness.Producer);
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void Transactions_that_fail_for_too_long_end_the_thread()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        for (int i = 0; i < 10; i++)
        {
            harness.Producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));
        }

        var error = Assert.Throws<StreamsException>(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                harness.Time.Advance(TimeSpan.FromMinutes(2));
                harness.Rounds(2);
            }
        });

        Assert.Contains("No commit has worked for 00:05:00 though brokers answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_partitions_abort_the_transaction()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);

        harness.Member.ThrowOut();
        harness.Rounds(1);

        Assert.Equal(["abort transaction"], _cluster.Events.Where(e => e.EndsWith("transaction", StringComparison.Ordinal)));
        Settle(harness);
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
    }

    [Fact]
    public void A_revocation_commits_the_transaction()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);

        using var other = new Bystander(_cluster).Join("lines");
        other.Take("lines", 0);
        harness.Rounds(1);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void The_handler_decides_on_a_record_that_the_broker_refuses_and_the_rest_is_committed()
    {
        var skip = new FixedErrorHandler(ErrorAction.Skip);
        _cluster.Write("lines", null, "a b");
        using var harness = new ThreadHarness(
            _cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), ThreadHarness.ExactlyOnce, new ErrorHandlers(skip, skip, skip)).Join();
        _cluster.Refuses = "a";

        Settle(harness);
        Settle(harness);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal(["b=1"], _cluster.Texts("word-counts"));
    }

    private static void Settle(ThreadHarness harness)
    {
        for (int i = 0; i < 4; i++)
        {
            harness.Rounds(1);
            harness.RoundWithCommit();
        }
    }

    private ThreadHarness WordCount() => new ThreadHarness(
        _cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), ThreadHarness.ExactlyOnce).Join();
}
