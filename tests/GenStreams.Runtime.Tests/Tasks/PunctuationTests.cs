using System.Text;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Punctuators and idle stream time on a stream thread.</summary>
public sealed class PunctuationTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 1).WithTopic("more", 1).WithTopic("out", 1);
    private readonly List<string> _seen = [];

    [Fact]
    public void Stream_time_fires_at_the_first_record_and_at_multiples_of_the_interval_once_each_time()
    {
        using var harness = Start(Punctuator(PunctuationTime.StreamTime));
        foreach (long timestamp in new long[] { 1500, 9999, 4000, 10_000, 45_000, 49_000, 50_001 })
        {
            _cluster.Write("in", "k", "v", timestamp);
            harness.Rounds(1);
        }

        Assert.Equal(["0:1500", "0:10000", "0:45000", "0:50001"], _seen);
    }

    [Fact]
    public void The_wall_clock_fires_without_records_and_what_is_missed_is_missed()
    {
        using var harness = Start(Punctuator(PunctuationTime.WallClock));
        long start = Now(harness);
        harness.Rounds(1);
        foreach (int seconds in new[] { 9, 1, 25, 4, 1 })
        {
            harness.Time.Advance(TimeSpan.FromSeconds(seconds));
            harness.Rounds(1);
        }

        Assert.Equal([$"0:{start + 10_000}", $"0:{start + 35_000}", $"0:{start + 40_000}"], _seen);
    }

    [Fact]
    public void A_cancelled_punctuation_does_not_come_again()
    {
        var topology = Topology([new("P", 1000, PunctuationTime.WallClock), new("Q", 1000, PunctuationTime.WallClock)], (_, which, now) =>
        {
            _seen.Add($"{which}");
            if (which == 0)
            {
                now.Cancel();
            }
        });
        using var harness = Start(topology);
        for (int i = 0; i < 3; i++)
        {
            harness.Rounds(1);
            harness.Time.Advance(TimeSpan.FromSeconds(1));
        }

        harness.Rounds(1);

        Assert.Equal(["0", "1", "1", "1"], _seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_punctuator_sends_is_committed_though_no_record_came(bool exactlyOnce)
    {
        using var harness = Start(Punctuator(PunctuationTime.WallClock), exactlyOnce ? ThreadHarness.ExactlyOnce : null);
        harness.Time.Advance(TimeSpan.FromSeconds(10));
        harness.Rounds(1);
        harness.RoundWithCommit();

        // Under exactly-once, what is visible was committed. The round of the commit punctuates again, before it.
        Assert.Equal(2, _cluster.Texts("out").Count);
        Assert.DoesNotContain(_cluster.Events, e => e.StartsWith("commit in", StringComparison.Ordinal));

        _cluster.Events.Clear();
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        harness.Rounds(1);
        Assert.Empty(_cluster.Events);
    }

    [Fact]
    public void A_punctuator_has_no_record_at_hand()
    {
        _cluster.Log("in").Append(new FakeRecord([1], [1], 5, Headers("h", "1")));
        string? seen = null;
        var topology = Topology([new("P", 1000, PunctuationTime.StreamTime)], (context, _, _) =>
            seen = $"{context.Record.Topic ?? "none"} {context.Record.Partition} {context.Record.Offset} {context.Record.Headers.Count}");
        using var harness = Start(topology);

        harness.Rounds(1);

        Assert.Equal("none -1 -1 0", seen);
    }

    [Fact]
    public void An_error_in_a_punctuator_goes_to_the_processing_handler_and_says_where_it_was()
    {
        var topology = Topology([new("Publish", 1000, PunctuationTime.StreamTime)], (_, _, _) => throw new InvalidOperationException("no"));
        using (var failing = Start(topology))
        {
            _cluster.Write("in", "k", "v", 5);
            var e = Assert.Throws<StreamsException>(() => failing.Rounds(1));
            Assert.Contains("in a punctuation: no", e.Message, StringComparison.Ordinal);
            Assert.IsType<InvalidOperationException>(e.InnerException);
        }

        using var resuming = Start(topology, handlers: new ErrorHandlers(
            new FixedErrorHandler(ErrorAction.Fail), new FixedErrorHandler(ErrorAction.Skip), new FixedErrorHandler(ErrorAction.Fail)));
        resuming.Rounds(2);
    }

    [Fact]
    public void The_client_waits_no_longer_than_until_the_next_punctuation()
    {
        _cluster.PollsWait = true;
        using var harness = Start(Punctuator(PunctuationTime.WallClock));
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromMilliseconds(9990));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        harness.Rounds(1);

        Assert.True(watch.ElapsedMilliseconds < 100, $"It waited for {watch.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public void Stream_time_goes_on_when_all_input_is_idle_for_long_enough()
    {
        using var harness = Start(
            Punctuator(PunctuationTime.StreamTime), config => config with { IdleStreamTime = TimeSpan.FromSeconds(5) });
        _cluster.Write("in", "k", "v", 1000);
        harness.Rounds(2);
        _seen.Clear();

        harness.Time.Advance(TimeSpan.FromSeconds(4));
        harness.Rounds(1);
        Assert.Empty(_seen);

        harness.Time.Advance(TimeSpan.FromSeconds(1));
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromSeconds(4));
        harness.Rounds(1);
        Assert.Equal(["time 6000", "time 10000", "0:10000"], _seen);

        _cluster.Write("in", "k", "v", 2000);
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromSeconds(4));
        harness.Rounds(1);
        Assert.Equal(3, _seen.Count);
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        harness.Rounds(1);
        Assert.Equal("time 16000", _seen[^1]);
    }

    [Fact]
    public void Stream_time_stands_still_while_records_wait_and_before_the_first_one()
    {
        using var harness = Start(
            Punctuator(PunctuationTime.StreamTime), config => config with { IdleStreamTime = TimeSpan.FromSeconds(5) });
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        harness.Rounds(1);
        _cluster.Write("in", "k", "v", 1000);
        harness.Rounds(1);
        harness.Consumer.IsStuck = true;
        _cluster.Write("more", "k", "v", 2000);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        harness.Rounds(2);

        Assert.Equal(["0:1000"], _seen);
    }

    [Fact]
    public void Without_the_setting_stream_time_stands_still()
    {
        using var harness = Start(Punctuator(PunctuationTime.StreamTime));
        _cluster.Write("in", "k", "v", 1000);
        harness.Rounds(1);
        harness.Time.Advance(TimeSpan.FromHours(1));
        harness.Rounds(2);

        Assert.Equal(["0:1000"], _seen);
    }

    private static byte[] Headers(string name, string value)
    {
        var headers = new RecordHeaders();
        headers.Add(name, Encoding.UTF8.GetBytes(value));
        return headers.Encoded.ToArray();
    }

    private static long Now(ThreadHarness harness) => harness.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private DelegateTopology Punctuator(PunctuationTime time) => Topology([new("P", 10_000, time)], (context, which, now) =>
    {
        _seen.Add($"{which}:{now.Timestamp}");
        context.Collector.Send(context.Topic(new TopicName("out")), RecordCollector.PartitionByKey, "p"u8, "v"u8, now.Timestamp, context.Record.Headers);
    });

    private DelegateTopology Topology(PunctuatorDescriptor[] punctuators, DelegateTopology.OnPunctuation onPunctuation)
    {
        var descriptor = DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("in")), new SourceDescriptor("More", new TopicName("more"))]);
        return new DelegateTopology(
            descriptor with { SubTopologies = [descriptor.SubTopologies[0] with { Punctuators = [.. punctuators] }] },
            static (TaskContext _, int _, in RawRecord _) => { })
        {
            Punctuates = onPunctuation,
            Advances = time => _seen.Add($"time {time}"),
        };
    }

    private ThreadHarness Start(
        DelegateTopology topology, Func<StreamsConfig, StreamsConfig>? configure = null, ErrorHandlers? handlers = null)
    {
        var harness = new ThreadHarness(_cluster, topology, configure, handlers).Join();
        harness.Rounds(1);
        return harness;
    }
}
