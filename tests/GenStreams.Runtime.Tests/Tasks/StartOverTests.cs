using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>What was done since the last commit is thrown away, and done again.</summary>
public sealed class StartOverTests
{
    private static readonly KafkaTxnRequiresAbortException MustAbort = new(new Error(ErrorCode.IllegalGeneration));

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 1).WithTopic("word-counts", 1);

    [Fact]
    public void What_is_certainly_not_committed_is_taken_back_in_memory_without_a_restore()
    {
        using var harness = CountedOnce();

        harness.Producer.TransactionFailures.Enqueue(MustAbort);
        harness.RoundWithCommit();
        Assert.Contains("abort transaction", _cluster.Events);
        Settle(harness);

        AssertCountedTwice(harness);
        Assert.DoesNotContain(_cluster.Consumers, static c => c.HasRestored);
    }

    [Fact]
    public void After_a_commit_of_which_nobody_knows_the_outcome_the_state_is_restored_and_the_offset_asked()
    {
        using var harness = CountedOnce();
        _cluster.Events.Clear();

        // The broker has committed, and the client says that it has lost its id.
        harness.Producer.LostAnswers.Enqueue(new KafkaException(new Error(ErrorCode.Local_Fenced, "fenced", isFatal: true)));
        harness.RoundWithCommit();
        Settle(harness);

        AssertCountedTwice(harness);
        Assert.Contains("ask offsets", _cluster.Events);
        Assert.Contains(_cluster.Consumers, static c => c.HasRestored);
        Assert.Equal(2, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void Lost_tasks_abort_the_transaction_and_are_taken_up_from_the_last_commit()
    {
        using var harness = CountedOnce();

        harness.Member.ThrowOut();
        harness.Rounds(1);
        Assert.Equal("abort transaction", _cluster.Events.Last(static e => e.EndsWith("transaction", StringComparison.Ordinal)));
        Settle(harness);

        AssertCountedTwice(harness);
    }

    [Fact]
    public void A_member_that_was_thrown_out_commits_nothing_before_it_knows()
    {
        using var harness = CountedOnce();
        int commits = _cluster.Events.Count(static e => e == "commit transaction");

        // The stream thread commits before the group thread hears of it.
        harness.Member.ThrowOut();
        harness.Time.Advance(harness.Settings.Config.CommitInterval);
        harness.Thread.RunOnce();

        Assert.Equal(commits, _cluster.Events.Count(static e => e == "commit transaction"));
        Settle(harness);
        AssertCountedTwice(harness);
    }

    [Fact]
    public void A_transaction_is_committed_as_the_member_that_it_is_by_then()
    {
        using var harness = CountedOnce();
        using var other = new Bystander(_cluster).Join("lines", "app-counts-repartition");
        harness.Group.RunOnce(TimeSpan.Zero);

        harness.RoundWithCommit();

        AssertCountedTwice(harness);
        Assert.DoesNotContain("abort transaction", _cluster.Events);
    }

    [Fact]
    public void A_producer_that_is_fenced_again_and_again_ends_the_thread_with_what_to_do()
    {
        using var harness = WordCount(static c => ThreadHarness.ExactlyOnce(c) with { CommitInterval = TimeSpan.FromSeconds(1) });
        int rounds = 0;

        var error = Assert.Throws<StreamsException>(() =>
        {
            for (; rounds < 20; rounds++)
            {
                _cluster.Write("lines", null, "a");
                harness.Rounds(1);
                _cluster.Transactions.TimeOut();
                harness.RoundWithCommit();
                harness.Time.Advance(TimeSpan.FromSeconds(2));
                harness.Rounds(1);
            }
        });

        Assert.Equal(9, rounds);
        Assert.Contains("Give each process of 'app' an InstanceId of its own", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fences_that_are_far_apart_never_end_it()
    {
        using var harness = WordCount(ThreadHarness.ExactlyOnce);
        for (int i = 1; i <= 12; i++)
        {
            _cluster.Write("lines", null, "a");
            harness.Rounds(1);
            _cluster.Transactions.TimeOut();
            Settle(harness);
        }

        Assert.Equal(12, _cluster.CommittedOffset("lines"));
        Assert.Equal("a=12", _cluster.Texts("word-counts")[^1]);
    }

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed)]
    [InlineData(ErrorCode.TransactionalIdAuthorizationFailed)]
    [InlineData(ErrorCode.GroupAuthorizationFailed)]
    public void What_is_not_allowed_ends_the_thread_at_once(ErrorCode code)
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        if (code == ErrorCode.GroupAuthorizationFailed)
        {
            harness.Member.CommitFailures.Enqueue(new KafkaException(new Error(code, "not allowed")));
        }
        else
        {
            harness.Producer.FlushFailures.Enqueue(new KafkaException(new Error(code, "not allowed")));
        }

        var error = Assert.Throws<KafkaException>(harness.RoundWithCommit);

        Assert.Equal(code, error.Error.Code);
    }

    [Fact]
    public void A_producer_that_may_not_begin_transactions_is_an_error_that_names_what_it_needs()
    {
        _cluster.InitFailures.Enqueue(new KafkaException(new Error(ErrorCode.TransactionalIdAuthorizationFailed, "not allowed")));

        var error = Assert.Throws<StreamsException>(() => WordCount(ThreadHarness.ExactlyOnce));

        Assert.Contains("transactional ids that begin with 'app-'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_producer_that_cannot_begin_now_is_opened_when_it_can()
    {
        _cluster.InitFailures.Enqueue(new KafkaException(new Error(ErrorCode.Local_TimedOut, "no answer")));
        _cluster.Write("lines", null, "a");
        using var harness = WordCount(ThreadHarness.ExactlyOnce);
        Assert.Contains("no answer", harness.Thread.WaitsFor, StringComparison.Ordinal);

        Settle(harness);

        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
        Assert.Null(harness.Thread.WaitsFor);
    }

    private static void Settle(ThreadHarness harness)
    {
        for (int i = 0; i < 6; i++)
        {
            harness.Rounds(1);
            harness.RoundWithCommit();
        }
    }

    /// <summary>A word is counted once, and committed; and once more, which is not.</summary>
    private ThreadHarness CountedOnce()
    {
        _cluster.Write("lines", null, "a");
        var harness = WordCount(ThreadHarness.ExactlyOnce);
        Settle(harness);
        _cluster.Write("lines", null, "a");
        harness.Rounds(1);
        harness.RoundWithCommit();
        harness.Rounds(1);
        Assert.Equal("2", harness.Stored("counts", "a"));
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
        return harness;
    }

    private void AssertCountedTwice(ThreadHarness harness)
    {
        Assert.Equal("2", harness.Stored("counts", "a"));
        Assert.Equal(["a=1", "a=2"], _cluster.Texts("word-counts"));
        Assert.Equal(["a=1", "a=2"], _cluster.Texts("app-counts-changelog"));
    }

    private ThreadHarness WordCount(Func<StreamsConfig, StreamsConfig>? configure = null) =>
        new ThreadHarness(_cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), configure).Join();
}
