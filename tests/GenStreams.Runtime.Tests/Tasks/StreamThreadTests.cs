using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public class StreamThreadTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 2).WithTopic("word-counts", 1);

    [Fact]
    public void Records_go_through_repartition_topic_and_store_to_the_sink()
    {
        _cluster.Write("lines", null, "b a b");
        using var harness = WordCount();

        harness.Rounds(3);
        harness.RoundWithCommit();

        Assert.Equal(["a=1", "b=2"], _cluster.Texts("word-counts").Order());
        Assert.Equal(["a=1", "b=2"], _cluster.Texts("app-counts-changelog").Order());
        Assert.Equal("2", harness.Stored("counts", "b"));
    }

    [Fact]
    public void A_commit_flushes_caches_then_the_producer_then_commits_offsets()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(3);
        _cluster.Events.Clear();

        harness.RoundWithCommit();

        Assert.Equal(4, _cluster.Events.Count(e => !e.StartsWith("commit", StringComparison.Ordinal)) + _cluster.Events.Count(
            e => e == "commit app-counts-repartition-1@1"));
        Assert.Equal(
            ["send app-counts-changelog-1 a=1", "send word-counts-0 a=1", "flush"],
            _cluster.Events.TakeWhile(e => !e.StartsWith("commit", StringComparison.Ordinal)));
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void Nothing_is_committed_when_nothing_was_processed_since()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(3);
        harness.RoundWithCommit();
        _cluster.Events.Clear();

        harness.RoundWithCommit();

        Assert.Empty(_cluster.Events);
    }

    [Fact]
    public void The_first_commit_comes_soon_and_the_next_ones_at_the_interval()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromMilliseconds(100));
        harness.Rounds(1);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));

        _cluster.Write("lines", null, "b");
        harness.Time.Advance(TimeSpan.FromSeconds(29));
        harness.Rounds(1);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        harness.Rounds(1);
        Assert.Equal(2, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void Buffered_records_are_not_committed()
    {
        var seen = new List<string>();
        _cluster.WithTopic("a", 1).WithTopic("b", 1);
        _cluster.Write("a", "k", "v", 1);
        _cluster.Write("a", "k", "v", 30);
        _cluster.Write("b", "k", "v", 2);
        using var harness = new ThreadHarness(
            _cluster, DelegateTopology.Noting(seen, "a", "b"), c => c with { MaxTaskIdle = TimeSpan.FromHours(1) }).Join();

        harness.Rounds(1);
        harness.RoundWithCommit();

        Assert.Equal(["a-0@0", "b-0@0"], seen);
        Assert.Equal(1, _cluster.CommittedOffset("a"));
        Assert.Equal(1, _cluster.CommittedOffset("b"));
    }

    [Fact]
    public void Offsets_that_readers_never_see_are_committed_with_the_record_before_them()
    {
        var seen = new List<string>();
        _cluster.WithTopic("a", 1).Write("a", "k", "v");
        _cluster.Log("a").AppendInvisible();
        using var harness = new ThreadHarness(_cluster, DelegateTopology.Noting(seen, "a")).Join();

        harness.Rounds(1);
        harness.RoundWithCommit();

        Assert.Equal(2, _cluster.CommittedOffset("a"));
    }

    [Fact]
    public void A_negative_timestamp_is_a_fatal_error_that_names_the_record()
    {
        _cluster.Write("lines", null, "a", timestamp: -1, partition: 1);
        using var harness = WordCount();

        var error = Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.Contains("topic 'lines', partition 1, offset 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_names_the_task_the_member_and_the_record()
    {
        _cluster.Write("lines", null, "fine");
        _cluster.Write("lines", null, "boom");
        using var harness = WordCount();

        var error = Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.Equal(
            "Task 0_0 failed in 'Words' (Process) at topic 'lines', partition 0, offset 1: the word is not liked", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void Closing_commits_and_releases_everything()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(2);

        harness.Thread.Close();

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Equal(["a=1"], _cluster.Texts("word-counts"));
        Assert.True(harness.Consumer.IsDisposed);
        Assert.True(harness.Producer.IsDisposed);
        Assert.Equal(0, _cluster.Outstanding);
    }

    [Fact]
    public void A_commit_that_fails_for_now_is_tried_again()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Member.CommitFailures.Enqueue(new KafkaException(ErrorCode.RequestTimedOut));
        harness.Rounds(1);
        harness.RoundWithCommit();
        Assert.Null(_cluster.CommittedOffset("lines"));

        harness.Time.Advance(TimeSpan.FromMilliseconds(50));
        harness.Rounds(1);

        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public void A_commit_that_fails_for_long_is_tried_on_and_on_and_told_once()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount(c => c with { TaskTimeout = TimeSpan.FromSeconds(60) });
        harness.Rounds(1);
        for (int i = 0; i < 10; i++)
        {
            harness.Member.CommitFailures.Enqueue(new KafkaException(ErrorCode.RequestTimedOut));
        }

        for (int i = 0; i < 10; i++)
        {
            harness.RoundWithCommit();
        }

        Assert.Null(_cluster.CommittedOffset("lines"));
        Assert.Single(harness.Log.Messages, m => m.Contains("The commit of offsets failed for now", StringComparison.Ordinal));
        harness.RoundWithCommit();
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
        Assert.Contains(harness.Log.Messages, m => m.Contains("The commit of offsets works again", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_committed_when_a_record_could_not_be_delivered()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(1);
        harness.Producer.FlushFailures.Enqueue(new KafkaException(ErrorCode.MsgSizeTooLarge));

        harness.RoundWithCommit();

        Assert.Null(_cluster.CommittedOffset("lines"));
        Assert.Contains(harness.Log.Messages, m => m.Contains("start again from their last commit", StringComparison.Ordinal));
    }

    [Fact]
    public void Committed_records_of_repartition_topics_are_deleted()
    {
        _cluster.Write("lines", null, "a");
        using var harness = WordCount();
        harness.Rounds(3);

        harness.RoundWithCommit();

        Assert.Equal(1, _cluster.Log("app-counts-repartition", 1).Start);
        Assert.Equal(0, _cluster.Log("lines").Start);
    }

    [Fact]
    public void A_source_that_begins_at_the_end_skips_what_was_there_before()
    {
        var seen = new List<string>();
        _cluster.WithTopic("a", 1).Write("a", "k", "old");
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new("Read", new("a"), OffsetReset.Latest)]),
            (GenStreams.Processing.TaskContext context, int _, in GenStreams.Processing.RawRecord record) =>
                seen.Add(System.Text.Encoding.UTF8.GetString(record.Value.Span)));
        using var harness = new ThreadHarness(_cluster, topology).Join();

        harness.Rounds(2);
        _cluster.Write("a", "k", "new");
        harness.Rounds(2);

        Assert.Equal(["new"], seen);
    }

    [Fact]
    public void A_source_that_begins_at_the_end_goes_on_where_it_was_committed()
    {
        var seen = new List<string>();
        _cluster.WithTopic("a", 1).Write("a", "k", "1");
        _cluster.Write("a", "k", "2");
        _cluster.Committed[new TopicPartition("a", 0)] = 1;
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new("Read", new("a"), OffsetReset.Latest)]),
            (GenStreams.Processing.TaskContext context, int _, in GenStreams.Processing.RawRecord record) =>
                seen.Add(System.Text.Encoding.UTF8.GetString(record.Value.Span)));
        using var harness = new ThreadHarness(_cluster, topology).Join();

        harness.Rounds(2);

        Assert.Equal(["2"], seen);
    }

    private ThreadHarness WordCount(Func<StreamsConfig, StreamsConfig>? configure = null) =>
        new ThreadHarness(_cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()), configure).Join();
}
