using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Partitions that do not have the next offset, and topics that are not there.</summary>
public sealed class PartitionFaultTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 1);
    private readonly List<string> _seen = [];

    [Theory]
    [InlineData(OffsetReset.Earliest, 3)]
    [InlineData(OffsetReset.Latest, 5)]
    public void An_offset_that_is_gone_is_told_and_reading_goes_on_where_the_source_says(OffsetReset reset, long expected)
    {
        Write(5);
        _cluster.Committed[new TopicPartition("in", 0)] = 1;
        _cluster.Log("in").Start = 3;
        using var harness = Start(reset);
        harness.Rounds(2);
        Write(1);
        harness.Rounds(2);
        harness.RoundWithCommit();

        Assert.Equal(Enumerable.Range((int)expected, 6 - (int)expected).Select(static o => $"in-0@{o}"), _seen);
        Assert.Equal(6, _cluster.CommittedOffset("in"));
        string line = Assert.Single(harness.Log.Messages, static m => m.Contains("does not have offset 1", StringComparison.Ordinal));
        Assert.Contains($"it has 3 to 5. It was truncated, or deleted and made anew. Reading goes on at offset {expected}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_that_is_deleted_is_waited_for_and_read_when_it_is_made_anew()
    {
        Write(3);
        using var harness = Start(OffsetReset.Earliest);
        harness.Rounds(1);
        harness.RoundWithCommit();

        _cluster.DeleteTopic("in");
        harness.Rounds(3);
        Assert.Equal("source topic 'in' does not exist", harness.Thread.WaitsFor);

        _cluster.WithTopic("in", 1);
        Write(2);
        harness.Time.Advance(TimeSpan.FromSeconds(3));
        harness.Rounds(3);
        harness.RoundWithCommit();

        Assert.Equal(["in-0@0", "in-0@1", "in-0@2", "in-0@0", "in-0@1"], _seen);
        Assert.Null(harness.Thread.WaitsFor);
        Assert.Equal(2, _cluster.CommittedOffset("in"));
    }

    [Fact]
    public void Other_partitions_are_read_meanwhile()
    {
        _cluster.WithTopic("more", 1);
        using var harness = new ThreadHarness(
            _cluster, DelegateTopology.Noting(_seen, "in", "more"), static c => c with { MaxTaskIdle = Timeout.InfiniteTimeSpan }).Join();
        harness.Rounds(1);
        _cluster.DeleteTopic("in");
        harness.Rounds(1);

        _cluster.Write("more", "k", "v");
        harness.Rounds(1);

        Assert.Equal(["more-0@0"], _seen);
    }

    [Fact]
    public void What_was_fetched_before_is_processed_first()
    {
        _cluster.WithTopic("more", 1);
        Write(2);
        using var harness = new ThreadHarness(
            _cluster, DelegateTopology.Noting(_seen, "in", "more"), static c => c with { MaxTaskIdle = TimeSpan.FromSeconds(5) }).Join();
        harness.Rounds(1);
        Assert.Empty(_seen);
        for (int i = 0; i < 3; i++)
        {
            _cluster.Log("in").AppendInvisible();
        }

        _cluster.Log("in").Start = 2;
        _cluster.DeleteTopic("in");
        _cluster.WithTopic("in", 1);
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromSeconds(6));
        harness.Rounds(2);
        Write(1);
        harness.Time.Advance(TimeSpan.FromSeconds(6));
        harness.Rounds(3);

        Assert.Equal(["in-0@0", "in-0@1", "in-0@0"], _seen);
    }

    [Fact]
    public void A_topic_that_is_gone_is_found_missing_though_the_client_says_nothing()
    {
        Write(2);
        using var harness = Start(OffsetReset.Earliest);
        Ask(harness);
        harness.Consumer.HidesFaults = true;
        _cluster.DeleteTopic("in");
        harness.Rounds(3);
        Assert.Null(harness.Thread.WaitsFor);

        Ask(harness);

        Assert.Equal("source topic 'in' does not exist", harness.Thread.WaitsFor);
        Assert.Contains(harness.Log.Messages, static m => m.Contains("Reading source topic 'in' failed for now", StringComparison.Ordinal));
        _cluster.WithTopic("in", 1);
        Write(1);
        harness.Time.Advance(TimeSpan.FromSeconds(3));
        harness.Rounds(3);
        Assert.Equal(["in-0@0", "in-0@1", "in-0@0"], _seen);
        Assert.Null(harness.Thread.WaitsFor);
    }

    [Theory]
    [InlineData(OffsetReset.Earliest, true)]
    [InlineData(OffsetReset.Latest, true)]
    [InlineData(OffsetReset.Earliest, false)]
    public void A_topic_that_was_made_anew_and_has_grown_beyond_the_offset_is_read_from_its_beginning(OffsetReset reset, bool isSeen)
    {
        using var harness = Start(reset);
        Write(2);
        Ask(harness);
        harness.RoundWithCommit();
        _cluster.DeleteTopic("in");
        harness.Rounds(isSeen ? 1 : 0);
        _cluster.WithTopic("in", 1);
        Write(4);
        harness.Consumer.BatchSize = isSeen ? int.MaxValue : 0;
        harness.Time.Advance(TimeSpan.FromSeconds(3));
        harness.Rounds(1);

        Ask(harness);
        harness.Consumer.BatchSize = int.MaxValue;
        Ask(harness);
        harness.RoundWithCommit();

        Assert.Equal(["in-0@0", "in-0@1", "in-0@0", "in-0@1", "in-0@2", "in-0@3"], _seen);
        Assert.Equal(4, _cluster.CommittedOffset("in"));
        Assert.Single(harness.Log.Messages, static m => m.Contains("Topic in was deleted and made anew: partition 0 is read from its beginning, offset 0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_topic_that_was_made_anew_while_nobody_ran_is_read_from_its_beginning()
    {
        ReadTwoAndMakeTheTopicAnewWithThree();
        using var second = Start(OffsetReset.Earliest);
        Ask(second);

        Assert.Equal(["in-0@0", "in-0@1", "in-0@2"], _seen);
        Assert.Contains(second.Log.Messages, static m => m.Contains("Topic in was deleted and made anew", StringComparison.Ordinal));
    }

    /// <summary>As Kafka Streams does, which hands on what it does not know beside its own offset.</summary>
    [Fact]
    public void What_stands_beside_an_offset_that_others_have_committed_says_nothing_of_the_topic()
    {
        ReadTwoAndMakeTheTopicAnewWithThree();
        _cluster.Committed[new TopicPartition("in", 0)] = 1;
        using var second = Start(OffsetReset.Earliest);
        Ask(second);

        Assert.Equal(["in-0@1", "in-0@2"], _seen);
    }

    private void ReadTwoAndMakeTheTopicAnewWithThree()
    {
        using (var first = Start(OffsetReset.Earliest))
        {
            Write(2);
            Ask(first);
            first.RoundWithCommit();
            first.Stop();
        }

        _seen.Clear();
        _cluster.DeleteTopic("in");
        _cluster.WithTopic("in", 1);
        Write(3);
    }

    private static void Ask(ThreadHarness harness)
    {
        harness.Time.Advance(TimeSpan.FromSeconds(6));
        harness.Watch.Update();
        harness.Watch.Update();
        harness.Rounds(3);
    }

    private void Write(int count)
    {
        for (; count > 0; count--)
        {
            _cluster.Write("in", "k", "v");
        }
    }

    private ThreadHarness Start(OffsetReset reset)
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("in"), reset)]),
            (TaskContext context, int _, in RawRecord _) => _seen.Add($"in-0@{context.Record.Offset}"));
        return new ThreadHarness(_cluster, topology).Join();
    }
}
