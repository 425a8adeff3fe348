using System.Text;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>A task goes from thread to thread, and from process to process.</summary>
public sealed class HandOverTests
{
    private const string Changelog = "app-store-changelog";

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("table", 4).WithTopic(Changelog, 4);
    private readonly List<string> _seen = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_task_moves_between_threads_without_a_restore_and_goes_on_at_its_offset_and_time(bool exactlyOnce)
    {
        _cluster.Write("table", "a", "1", timestamp: 50, partition: 3);
        using var harness = Start(exactlyOnce);
        harness.Rounds(1);

        var second = harness.AddThread(2);
        harness.Rounds(4);
        harness.Time.Advance(TimeSpan.FromSeconds(30));
        _cluster.Write("table", "b", "2", timestamp: -1, partition: 3);
        harness.Rounds(2);

        Assert.Contains(new TopicPartition("table", 3), second.Assigned);
        Assert.Contains("add table-3@1", second.Calls);
        Assert.Equal(["a@50", "b@50"], _seen);
        Assert.Equal("1", harness.Stored("store", "a"));
        Assert.DoesNotContain(_cluster.Consumers, static c => c.HasRestored);
        Assert.Equal(4, harness.Member.Owned.Count);
    }

    [Fact]
    public void The_tasks_of_a_round_are_told_in_one_line()
    {
        using var harness = Start();
        harness.Rounds(2);

        Assert.Single(harness.Log.Messages, "Information: Restored tasks: 0_0, 0_1, 0_2, 0_3.");
        Assert.Single(harness.Log.Messages, "Information: Stream thread 1 runs tasks: 0_0, 0_1, 0_2, 0_3.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_restore_waits_for_the_transaction_of_the_previous_owner_and_asks_for_the_offset_only_then(bool committed)
    {
        _cluster.Write("table", "a", "2");
        _cluster.Write("table", "b", "9");
        _cluster.Write(Changelog, "a", "1");
        var left = _cluster.Transactions.Begin("app-dead-0-1");
        _cluster.Write(Changelog, "a", "2", transaction: left);
        left.Offsets.Add(new CommittedOffset(new TopicPartition("table", 0), 1, ""));
        using var harness = Start(exactlyOnce: true);
        harness.Rounds(5);

        Assert.Equal(TopologyState.Restoring, harness.Board.State);
        Assert.Empty(_seen);
        harness.Time.Advance(TimeSpan.FromSeconds(11));
        harness.Rounds(1);
        Assert.Contains("task 0_0 waits for a transaction of its previous owner to end", harness.State.WaitsFor, StringComparison.Ordinal);

        _cluster.Events.Clear();
        _cluster.Transactions.End(left, committed);
        harness.Rounds(5);

        Assert.Equal(TopologyState.Running, harness.Board.State);
        Assert.Equal("ask offsets", _cluster.Events[1]);
        Assert.Equal(committed ? ["b@0"] : ["a@0", "b@0"], _seen);
        Assert.Equal("2", harness.Stored("store", "a"));
        Assert.Null(harness.State.WaitsFor);
    }

    [Fact]
    public void An_offset_that_a_transaction_is_about_to_commit_is_waited_for()
    {
        _cluster.Write("table", "a", "2");
        _cluster.Write("table", "b", "9");
        var left = _cluster.Transactions.Begin("app-dead-0-1");
        left.Offsets.Add(new CommittedOffset(new TopicPartition("table", 0), 1, ""));
        using var harness = Start(exactlyOnce: true);
        harness.Rounds(5);
        Assert.Empty(_seen);

        _cluster.Transactions.End(left, committed: true);
        harness.Time.Advance(TimeSpan.FromSeconds(3));
        harness.Rounds(5);

        Assert.Equal(["b@0"], _seen);
    }

    [Fact]
    public void The_time_of_a_partition_is_committed_as_Kafka_Streams_writes_it_and_read_back()
    {
        _cluster.Write("table", "a", "1", timestamp: 50);
        using (var first = Start())
        {
            first.Rounds(1);
            first.RoundWithCommit();
            first.Stop();
        }

        // Version 2, and the time in eight bytes, big-endian.
        Assert.Equal(Convert.ToBase64String([2, 0, 0, 0, 0, 0, 0, 0, 50]), _cluster.Metadata[new TopicPartition("table", 0)]);
        _cluster.Write("table", "late", "2", timestamp: -1);
        using var second = Start();
        second.Rounds(2);

        Assert.Equal(["a@50", "late@50"], _seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AgAAAA")]
    [InlineData("not base64 at all")]
    [InlineData("BwAAAAAAAAAy")]
    public void What_else_stands_beside_an_offset_says_nothing_of_the_time(string metadata) =>
        Assert.Equal(OffsetMetadata.Unknown, OffsetMetadata.Decode(metadata));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_versions_of_Kafka_Streams_wrote_is_read(byte version) =>
        Assert.Equal(50, OffsetMetadata.Decode(Convert.ToBase64String([version, 0, 0, 0, 0, 0, 0, 0, 50])));

    [Fact]
    public void A_source_that_begins_at_the_end_goes_on_there_when_its_first_commit_fails()
    {
        _cluster.Write("table", "old", "1");
        using var harness = Start(exactlyOnce: true, reset: OffsetReset.Latest);
        harness.Rounds(1);
        _cluster.Write("table", "new", "2");
        harness.Rounds(1);

        harness.Producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));
        harness.RoundWithCommit();
        harness.RoundWithCommit();
        harness.RoundWithCommit();

        Assert.Equal(["new@0", "new@0"], _seen);
        Assert.Equal(2, _cluster.CommittedOffset("table"));
    }

    private ThreadHarness Start(bool exactlyOnce = false, OffsetReset reset = OffsetReset.Earliest)
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading(
                [new SourceDescriptor("Table", new TopicName("table"), reset) { Timestamps = SourceTimestamps.UsePartitionTimeOnInvalid }],
                [new KeyValueStoreDescriptor { Name = "store", Changelog = new TopicName("store-changelog", true) }]),
            (TaskContext context, int _, in RawRecord record) =>
            {
                _seen.Add($"{Encoding.UTF8.GetString(record.Key.Span)}@{record.Timestamp}");
                context.Store<KeyValueBytesStore>("store").Put(record.Key.Span, record.Value.Span, record.Timestamp);
            });
        return new ThreadHarness(_cluster, topology, exactlyOnce ? ThreadHarness.ExactlyOnce : null).Join();
    }
}
