using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.Tasks;

public class RestoreTests
{
    private const string Changelog = "app-store-changelog";

    private readonly List<KeyValueBytesStore> _stores = [];
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("table", 1).WithTopic(Changelog, 1);

    [Fact]
    public void An_empty_changelog_needs_no_restore()
    {
        using var harness = Joined();

        harness.Settle();

        Assert.Equal(TopologyState.Running, harness.State);
        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored);
    }

    [Fact]
    public void The_last_value_of_each_key_is_restored_and_tombstones_delete()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Write(Changelog, "b", "2");
        _cluster.Write(Changelog, "a", "3");
        _cluster.Write(Changelog, "b", null);
        using var harness = Joined();

        harness.Settle();

        Assert.Equal(TopologyState.Running, harness.State);
        Assert.Equal("3", harness.Stored("store", "a"));
        Assert.Null(harness.Stored("store", "b"));
        Assert.Equal(["ask offsets"], _cluster.Events);
    }

    [Fact]
    public void Records_are_not_processed_before_their_task_is_restored()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Write(Changelog, "b", "2");
        _cluster.Write("table", "a", "9");
        using var harness = Joined();
        harness.Rounds(1, restoreBatch: 1);

        Assert.Equal(TopologyState.Restoring, harness.State);
        Assert.Empty(harness.Consumer.Assigned);
        Assert.Empty(_stores);

        harness.Settle();
        Assert.Equal(TopologyState.Running, harness.State);
        Assert.Equal("9", harness.Stored("store", "a"));
    }

    [Fact]
    public void Transaction_markers_at_the_end_do_not_hold_the_restore_up()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Log(Changelog).AppendInvisible(3);
        using var harness = Joined();

        harness.Settle();

        Assert.Equal(TopologyState.Running, harness.State);
        Assert.Equal("1", harness.Stored("store", "a"));
    }

    [Fact]
    public void A_changelog_of_nothing_but_markers_is_restored()
    {
        _cluster.Log(Changelog).AppendInvisible(2);
        using var harness = Joined();

        harness.Settle();

        Assert.Equal(TopologyState.Running, harness.State);
    }

    [Fact]
    public void Gaps_of_compacted_records_are_passed_over()
    {
        _cluster.Log(Changelog).AppendInvisible(5);
        _cluster.Write(Changelog, "a", "1");
        _cluster.Log(Changelog).AppendInvisible(5);
        _cluster.Write(Changelog, "b", "2");
        using var harness = Joined();

        harness.Settle();

        Assert.Equal("1", harness.Stored("store", "a"));
        Assert.Equal("2", harness.Stored("store", "b"));
    }

    [Fact]
    public void A_changelog_that_begins_later_than_0_is_restored()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Write(Changelog, "b", "2");
        _cluster.Log(Changelog).Start = 1;
        using var harness = Joined();

        harness.Settle();

        Assert.Null(harness.Stored("store", "a"));
        Assert.Equal("2", harness.Stored("store", "b"));
    }

    [Fact]
    public void A_changelog_all_of_which_was_deleted_needs_no_restore()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Log(Changelog).Start = 1;
        using var harness = Joined();

        harness.Settle();

        Assert.Equal(TopologyState.Running, harness.State);
    }

    [Fact]
    public void The_consumer_that_restored_is_closed()
    {
        _cluster.Write(Changelog, "a", "1");
        using var harness = Joined();

        harness.Settle();

        Assert.True(_cluster.Consumers.Single(c => c.HasRestored).IsDisposed);
        Assert.Equal(0, _cluster.Outstanding);
    }

    [Fact]
    public void A_restore_without_progress_is_told_with_its_reason_and_so_is_that_it_goes_on()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Write(Changelog, "b", "2");
        using var harness = Joined();
        harness.Rounds(1, restoreBatch: 1);
        var consumer = _cluster.Consumers.Single(c => c.HasRestored);
        consumer.IsStuck = true;
        harness.Rounds(1, restoreBatch: 1);
        Assert.Null(harness.WaitsFor);

        harness.Time.Advance(TimeSpan.FromSeconds(11));
        harness.Rounds(2);

        Assert.Contains("task 0_0 waits for a transaction of its previous owner to end", harness.WaitsFor, StringComparison.Ordinal);
        Assert.Contains("1 changelog records are left", Assert.Single(harness.Log, IsOfTheWait), StringComparison.Ordinal);

        consumer.IsStuck = false;
        harness.Settle();
        Assert.Null(harness.WaitsFor);
        Assert.Equal("2", harness.Stored("store", "b"));
    }

    [Fact]
    public void A_source_topic_that_serves_as_changelog_is_restored_up_to_the_committed_offset()
    {
        _cluster.Write("table", "a", "1");
        _cluster.Write("table", "b", "2");
        _cluster.Committed[new TopicPartition("table", 0)] = 1;
        using var harness = Joined(topicIsChangelog: true);

        harness.Settle();

        Assert.Contains("Information: Restoring task 0_0: 1 changelog records in 1 stores.", harness.Log);
        Assert.Equal("1", harness.Stored("store", "a"));
        Assert.Equal("2", harness.Stored("store", "b"));
        Assert.DoesNotContain(_cluster.Events, e => e.StartsWith("send", StringComparison.Ordinal));
    }

    [Fact]
    public void A_source_topic_that_serves_as_changelog_is_not_restored_without_a_committed_offset()
    {
        _cluster.Write("table", "a", "1");
        using var harness = Joined(topicIsChangelog: true);

        harness.Settle();

        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored);
        Assert.Equal("1", harness.Stored("store", "a"));
    }

    [Fact]
    public void A_broker_that_does_not_tell_the_ends_is_asked_again()
    {
        _cluster.Write(Changelog, "a", "1");
        using var harness = Joined();
        _cluster.WatermarkFailures.Enqueue(new KafkaException(ErrorCode.Local_TimedOut));
        harness.Settle();
        Assert.Equal(TopologyState.Restoring, harness.State);
        harness.Time.Advance(TimeSpan.FromSeconds(1));

        harness.Settle();

        Assert.Equal("1", harness.Stored("store", "a"));
    }

    [Fact]
    public void A_restore_that_is_interrupted_by_a_rebalance_goes_on_where_it_was()
    {
        _cluster.Write(Changelog, "a", "1");
        _cluster.Write(Changelog, "b", "2");
        using var harness = Joined();
        harness.Rounds(1, restoreBatch: 1);

        // What was read is gone, and not needed.
        _cluster.Log(Changelog).Start = 1;
        using var other = new Bystander(_cluster).Join("table");
        other.Take("table", 0);
        harness.Rounds(2);
        Assert.Empty(harness.Wanted);
        other.Return("table", 0);
        harness.Settle();

        Assert.Equal("1", harness.Stored("store", "a"));
        Assert.Equal("2", harness.Stored("store", "b"));
    }

    private static bool IsOfTheWait(string message) => message.Contains("Restoring task 0_0 has waited", StringComparison.Ordinal);

    private RestoringHarness Joined(bool topicIsChangelog = false) =>
        new(new ThreadHarness(_cluster, DelegateTopology.Table(topicIsChangelog, _stores)).Begin());

    /// <summary>Limits how much the restore consumer, once it exists, gives in a round.</summary>
    private sealed class RestoringHarness(ThreadHarness inner) : IDisposable
    {
        public TopologyState State => inner.Board.State;

        public IEnumerable<TaskId> Wanted => inner.Board.Wanted;

        public string? WaitsFor => inner.State.WaitsFor;

        public FakeConsumer Consumer => inner.Consumer;

        public ManualTime Time => inner.Time;

        public IEnumerable<string> Log => inner.Log.Messages;

        public void Settle() => Rounds(5);

        public void Rounds(int count, int restoreBatch = int.MaxValue)
        {
            inner.Cluster.RestoreBatch = restoreBatch;
            foreach (var consumer in inner.Cluster.Consumers.Where(c => c.IsRestore))
            {
                consumer.BatchSize = restoreBatch;
            }

            inner.Rounds(count);
        }

        public string? Stored(string store, string key) => inner.Stored(store, key);

        public void Dispose() => inner.Dispose();
    }
}
