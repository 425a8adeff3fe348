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
