using System.Globalization;
using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>What stands beside committed offsets, byte for byte as Kafka Streams writes and reads it.</summary>
public sealed class OffsetMetadataTests
{
    private const long PartitionTime = 1_700_000_000_123;
    private const long StreamTime = 1_700_000_000_000;
    private const long EmitTime = 1_699_999_990_000;

    // What TopicPartitionMetadata.encode() of Kafka Streams 4.3.1 gave.
    private const string TimeOnly = "AgAAAAAAAAAy"; // 50
    private const string OneEntry = "AgAAAYvP5Wh7AAAAAQAAAAt0aW1lOkNvdW50cwAAAYvP5WgA"; // PartitionTime; "time:Counts": StreamTime
    private const string TwoEntries =
        "AgAAAYvP5Wh7AAAAAgAAAAt0aW1lOkNvdW50cwAAAYvP5WgAAAAADGNvdW50cy1zdG9yZQAAAYvP5UDw"; // and "counts-store": EmitTime
    private const string OtherLetters = "Av//////////AAAAAgAAAAx0aW1lOlrDpGhsZXIAAAAAAAAABwAAAAxjb3VudHMtc3RvcmUAAAAAAAAABQ=="; // -1; "time:Zähler": 7; "counts-store": 5

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 1);

    [Fact]
    public void It_is_written_as_Kafka_Streams_does()
    {
        Assert.Equal(TimeOnly, Written(50, static _ => { }));
        Assert.Equal(TimeOnly, Written(50, static visitor => visitor.Visit("Counts", new FakeStreamTime { StreamTime = -1 })));
        Assert.Equal(OneEntry, Written(PartitionTime, static visitor => visitor.Visit("Counts", new FakeStreamTime { StreamTime = StreamTime })));
        Assert.Equal(TwoEntries, Written(PartitionTime, static visitor =>
        {
            visitor.Visit("Counts", new FakeStreamTime { StreamTime = StreamTime });
            visitor.Visit("counts-store", new FakeEmitTime { EmitTime = EmitTime });
        }));
    }

    [Fact]
    public void What_Kafka_Streams_writes_is_read_and_of_several_partitions_the_greatest_time()
    {
        var times = new Dictionary<string, long>();
        OffsetMetadata.Decode(OtherLetters, times);
        Assert.Equal([new("time:Zähler", 7), new("counts-store", 5)], times);
        Assert.Equal(OffsetMetadata.Unknown, OffsetMetadata.Decode(OtherLetters));

        OffsetMetadata.Decode(TwoEntries, times);
        OffsetMetadata.Decode(OtherLetters, times);
        Assert.Equal([new("time:Zähler", 7), new("counts-store", EmitTime), new("time:Counts", StreamTime)], times);
        Assert.Equal(PartitionTime, OffsetMetadata.Decode(TwoEntries));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AgAAAA")]
    [InlineData("not base64 at all")]
    [InlineData(TimeOnly)]
    [InlineData("AQAAAYvP5Wh7AAAAAQAAAAt0aW1lOkNvdW50cwAAAYvP5WgA")] // version 1 has none
    [InlineData("AgAAAYvP5Wh7AAAAAf////90aW1lOkNvdW50cwAAAYvP5WgA")] // a negative length
    [InlineData("AgAAAYvP5Wh7AAAAAX////90aW1lOkNvdW50cwAAAYvP5WgA")] // one beyond the end
    public void Elsewhere_are_no_times_of_operators(string metadata)
    {
        var times = new Dictionary<string, long>();
        OffsetMetadata.Decode(metadata, times);
        Assert.Empty(times);
    }

    [Fact]
    public void It_stays_short_enough_for_brokers_and_leaves_the_last_times_out()
    {
        string written = Written(PartitionTime, static visitor =>
        {
            for (int i = 0; i < 200; i++)
            {
                visitor.Visit(string.Create(CultureInfo.InvariantCulture, $"AnOperatorOfALongName{i:000}"), new FakeStreamTime { StreamTime = i });
            }
        });

        var times = new Dictionary<string, long>();
        OffsetMetadata.Decode(written, times);
        Assert.InRange(written.Length, OffsetMetadataWriter.MaxLength - 60, OffsetMetadataWriter.MaxLength);
        Assert.Equal(Enumerable.Range(0, times.Count).Select(static i => (long)i), times.Values);
        Assert.InRange(times.Count, 50, 199);
    }

    [Fact]
    public void Times_come_back_before_the_first_record()
    {
        var (windows, closed, others) = (new FakeStreamTime(), new FakeEmitTime(), new FakeEmitTime());
        _cluster.Metadata[new TopicPartition("in", 0)] = TwoEntries;
        _cluster.Committed[new TopicPartition("in", 0)] = 0;
        using var harness = Start(visitor =>
        {
            visitor.Visit("Counts", windows);
            visitor.Visit("counts-store", closed);
            visitor.Visit("other-store", others);
        });
        harness.Rounds(1);

        Assert.Equal((StreamTime, EmitTime, -1), (windows.StreamTime, closed.EmitTime, others.EmitTime));
    }

    private string Written(long partitionTime, Action<ITimeVisitor> times)
    {
        _cluster.Write("in", "k", "v", partitionTime);
        using var harness = Start(times);
        harness.Rounds(1);
        harness.RoundWithCommit();
        harness.Stop();
        return _cluster.Metadata[new TopicPartition("in", 0)];
    }

    private ThreadHarness Start(Action<ITimeVisitor> times) => new ThreadHarness(
        _cluster,
        new DelegateTopology(
            DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("in"))]), static (TaskContext _, int _, in RawRecord _) => { })
        {
            Times = times,
        }).Join();

    private sealed class FakeStreamTime : IStreamTime
    {
        public long StreamTime { get; set; } = -1;

        public long StoredTime => -1;

        public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);
    }

    private sealed class FakeEmitTime : IEmitTime
    {
        public long EmitTime { get; set; } = -1;

        public void EmittedTo(long time) => EmitTime = time;
    }
}
