using System.Text;
using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>What processors and punctuators do, through generated code.</summary>
public sealed class ProcessorTests
{
    [Fact]
    public void Records_go_on_in_the_order_of_emission_whatever_output_they_are_for()
    {
        using var driver = new TopologyTestDriver<Sorting>();
        driver.Input<string, int>("in").Pipe("a", 2, timestamp: 10);
        driver.Input<string, int>("in").Pipe("b", 3, timestamp: 20);

        Assert.Equal(
            [("a", 2), ("a-late", 2), ("a-other", 2), ("b", 3), ("b-late", 3), ("b-other", 3)],
            driver.Output<string, int>("merged").ReadAll());
        Assert.Equal([("a-other", 2), ("b", 3)], driver.Output<string, int>("odd").ReadAll());
    }

    [Fact]
    public void A_record_has_the_time_and_the_headers_of_the_one_at_hand_unless_it_has_its_own()
    {
        using var driver = new TopologyTestDriver<Sorting>();
        var headers = new RecordHeaders();
        headers.Add("h", "1"u8);
        driver.Input<string, int>("in").Pipe("a", 2, timestamp: 10, headers);

        Assert.Equal(
            ["a 10 h=1", "a-late 1010 h=1", "a-other 11 own=a"],
            driver.Output<string, int>("merged").ReadAllRecords().Select(r => $"{r.Key} {r.Timestamp} {Show(r.Headers)}"));
        Assert.Equal(
            ["2 10 own=a", "2 10 h=1"],
            driver.Output<int, string>("all").ReadAllRecords().Select(r => $"{r.Key} {r.Timestamp} {Show(r.Headers)}"));
    }

    [Fact]
    public void Two_processors_share_a_store_and_an_output()
    {
        using var driver = new TopologyTestDriver<Sorting>();
        driver.Input<string, int>("in").Pipe("a", 2, timestamp: 10);
        driver.Input<string, int>("in").Pipe("a", 5, timestamp: 11);
        driver.Output<string, int>("odd").ReadAll();
        driver.Input<string, string>("deletes").Pipe("a", "gone", timestamp: 12);

        Assert.Equal(("a", 7), driver.Output<string, int>("odd").ReadKeyValue());
        Assert.Equal(("a", "gone:a"), driver.Output<string, string>("deleted").ReadKeyValue());
        Assert.Equal(0, driver.Store<string, long>("totals").Count);
    }

    [Fact]
    public void A_named_output_has_keys_that_may_have_changed()
    {
        Assert.Contains("evens-repartition", Sorting.Description, StringComparison.Ordinal);
        using var driver = new TopologyTestDriver<Sorting>();
        driver.Input<string, int>("in").Pipe("a", 2, timestamp: 10);

        Assert.Contains("sorting-evens-repartition", driver.ProducedTopics);
        Assert.Equal([("a", "1"), ("a-late", "1")], driver.Output<string, string>("counts").ReadAll());
    }

    [Fact]
    public void A_processor_that_throws_emits_nothing()
    {
        using var driver = new TopologyTestDriver<Sorting>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, int>("in").Pipe("a", 13, timestamp: 10);
        driver.Input<string, int>("in").Pipe("b", 3, timestamp: 11);

        Assert.Equal([(3, "b"), (3, "b")], driver.Output<int, string>("all").ReadAll());
    }

    [Fact]
    public void A_negative_timestamp_is_refused()
    {
        var output = new Output<string, int>();
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Emit("a", 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Emit("a", 1, -1, new RecordHeaders()));
        Assert.Equal(0, output.Count);
    }

    [Fact]
    public void Stream_time_punctuates_after_records_and_the_wall_clock_when_it_is_moved()
    {
        using var driver = new TopologyTestDriver<Clocks>();
        var input = driver.Input<string, int>("in");
        var ticks = driver.Output<string, string>("ticks");
        input.Pipe("b", 1, timestamp: 3000);
        input.Pipe("a", 2, timestamp: 9000);
        Assert.Equal([("b", "stream 1")], ticks.ReadAll());

        input.Pipe("a", -3, timestamp: 35_000);
        Assert.Equal([("a", "record"), ("a", "stream -3"), ("b", "stream 1"), ("stream", "stream 1")], ticks.ReadAll());

        driver.AdvanceWallClock(TimeSpan.FromSeconds(59));
        Assert.Empty(ticks.ReadAll());
        driver.AdvanceWallClock(TimeSpan.FromMinutes(3));
        var record = ticks.ReadRecord();
        Assert.Equal(("clock", "clock 3", 239_005L), (record.Key, record.Value, record.Timestamp));

        // It was cancelled then.
        driver.AdvanceWallClock(TimeSpan.FromMinutes(3));
        Assert.Empty(ticks.ReadAll());
    }

    [Fact]
    public void What_a_punctuator_emits_has_its_time_no_headers_and_no_place()
    {
        using var driver = new TopologyTestDriver<Clocks>();
        var headers = new RecordHeaders();
        headers.Add("h", "1"u8);
        driver.Input<string, int>("in").Pipe("a", -1, timestamp: 3000, headers);

        Assert.Equal(
            ["record in 0 0 3000 1", "stream -1 none -1 -1 3000 0"], driver.Output<string, string>("contexts").ReadAll().Select(pair => pair.Value));
    }

    [Fact]
    public void A_store_has_the_time_of_the_punctuation()
    {
        using var driver = new TopologyTestDriver<Clocks>();
        driver.Input<string, int>("in").Pipe("a", 1, timestamp: 3000);

        Assert.True(driver.Store<string, int>("latest").TryGet("stream", out _, out long timestamp));
        Assert.Equal(3000, timestamp);
    }

    [Fact]
    public void An_error_in_a_punctuator_is_the_processing_handlers_and_says_where_it_was()
    {
        using var skipping = new TopologyTestDriver<Clocks>(new() { OnProcessingError = ErrorPolicy.Skip });
        skipping.Input<string, int>("in").Pipe("fail", 1, timestamp: 1);
        skipping.AdvanceWallClock(TimeSpan.FromMinutes(1));
        skipping.Input<string, int>("in").Pipe("fail", 2, timestamp: 2);

        using var failing = new TopologyTestDriver<Clocks>();
        failing.Input<string, int>("in").Pipe("fail", 1, timestamp: 1);
        var e = Assert.Throws<StreamsException>(() => failing.AdvanceWallClock(TimeSpan.FromMinutes(1)));
        Assert.Contains("failed in 'ByClock' (Process) in a punctuation: told to", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_time_follows_the_wall_clock_while_input_is_idle()
    {
        using var driver = new TopologyTestDriver<Clocks>(new() { IdleStreamTime = TimeSpan.FromSeconds(5) });
        var ticks = driver.Output<string, string>("ticks");
        driver.AdvanceWallClock(TimeSpan.FromSeconds(30));
        driver.Input<string, int>("in").Pipe("a", 1, timestamp: 3000);
        ticks.ReadAll();

        driver.AdvanceWallClock(TimeSpan.FromSeconds(4));
        Assert.Empty(ticks.ReadAll());
        driver.AdvanceWallClock(TimeSpan.FromSeconds(3));
        Assert.Equal([10_000L, 10_000L], ticks.ReadAllRecords().Select(record => record.Timestamp));
        driver.AdvanceWallClock(TimeSpan.FromSeconds(2));
        Assert.Empty(ticks.ReadAll());
    }

    [Fact]
    public void A_punctuation_of_ones_own_can_be_cancelled()
    {
        var punctuation = new Punctuation(5);
        punctuation.Cancel();
        Assert.Equal(5, punctuation.Timestamp);
    }

    private static string Show(RecordHeaders headers)
    {
        var text = new StringBuilder();
        foreach (var header in headers)
        {
            text.Append(Encoding.UTF8.GetString(header.Name)).Append('=').Append(Encoding.UTF8.GetString(header.Value));
        }

        return text.ToString();
    }
}
