using System.Text;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>The times of records on a stream thread, as their sources have it.</summary>
public sealed class RecordTimestampTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 1).WithTopic("more", 1);
    private readonly List<string> _seen = [];

    [Fact]
    public void Records_of_several_partitions_come_in_the_order_of_extracted_times()
    {
        _cluster.Write("in", "a", "30", 1);
        _cluster.Write("in", "b", "10", 2);
        _cluster.Write("more", "c", "20", 100);
        _cluster.Write("more", "d", "40", 0);
        using var harness = Start(Source("in", extracts: true), Source("more", extracts: true));

        harness.Rounds(2);

        Assert.Equal(["c@20", "a@30", "b@10", "d@40"], _seen);
    }

    [Fact]
    public void A_negative_time_is_dropped_with_a_warning_and_committed_over()
    {
        _cluster.Write("in", "a", "-5", 1);
        _cluster.Write("in", "b", "10", 2);
        _cluster.Write("in", "c", "-1", 3);
        using var harness = Start(Source("in", SourceTimestamps.LogAndSkipOnInvalid, extracts: true));

        harness.Rounds(1);
        harness.RoundWithCommit();

        Assert.Equal(["b@10"], _seen);
        Assert.Equal(3, _cluster.CommittedOffset("in"));
        string warning = Assert.Single(harness.Log.Messages, line => line.Contains("its timestamp is negative", StringComparison.Ordinal));
        Assert.Contains("in", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_partition_time_stands_in_for_a_negative_time()
    {
        _cluster.Write("in", "a", null, 50);
        _cluster.Write("in", "b", null, 20);
        _cluster.Write("in", "c", null, -1);
        using var harness = Start(Source("in", SourceTimestamps.UsePartitionTimeOnInvalid));

        harness.Rounds(1);

        Assert.Equal(["a@50", "b@20", "c@50"], _seen);
    }

    [Fact]
    public void Without_a_partition_time_there_is_nothing_to_stand_in()
    {
        _cluster.Write("in", "a", null, -1);
        using var harness = Start(Source("in", SourceTimestamps.UsePartitionTimeOnInvalid));

        var e = Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.Contains("topic 'in', partition 0, offset 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("Timestamps of [Source] on 'In'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_negative_time_fails_by_default(bool extracts)
    {
        _cluster.Write("in", "a", "-1", extracts ? 5 : -1);
        using var harness = Start(Source("in", extracts: extracts));

        var e = Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.Contains("topic 'in', partition 0, offset 0 has the timestamp -1", e.Message, StringComparison.Ordinal);
        Assert.Contains("Timestamps of [Source] on 'In'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wall_clock_counts_where_the_source_says_so()
    {
        _cluster.Write("in", "a", null, -1);
        using var harness = Start(Source("in", SourceTimestamps.WallClock));

        harness.Rounds(1);

        Assert.Equal([$"a@{harness.Time.GetUtcNow().ToUnixTimeMilliseconds()}"], _seen);
    }

    [Fact]
    public void What_an_extractor_throws_is_fatal_and_says_where()
    {
        _cluster.Write("in", "a", "1", 5);
        _cluster.Write("in", "b", "x", 5);
        using var harness = Start(Source("in", extracts: true));

        var e = Assert.Throws<StreamsException>(() => harness.Rounds(1));

        Assert.StartsWith("The timestamp extractor of 'In' failed at topic 'in', partition 0, offset 1: ", e.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(e.InnerException);
    }

    private static SourceDescriptor Source(string topic, SourceTimestamps timestamps = SourceTimestamps.FailOnInvalid, bool extracts = false) =>
        new("In", new TopicName(topic)) { Timestamps = timestamps, HasTimestampExtractor = extracts };

    private ThreadHarness Start(params SourceDescriptor[] sources)
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading(sources),
            (TaskContext _, int _, in RawRecord record) => _seen.Add($"{Encoding.UTF8.GetString(record.Key.Span)}@{record.Timestamp}"))
        {
            Extracts = static (int _, in RawRecord record) => long.Parse(Encoding.UTF8.GetString(record.Value.Span), System.Globalization.CultureInfo.InvariantCulture),
        };
        return new ThreadHarness(_cluster, topology).Join();
    }
}
