using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class InputTests
{
    [Fact]
    public void A_value_alone_has_a_null_key_and_the_wall_clock_as_timestamp()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { StartTime = DateTimeOffset.FromUnixTimeMilliseconds(5_000) });

        driver.Input<string, string>("in").Pipe("a");

        var record = driver.Output<string, string>("out").ReadRecord();
        Assert.False(record.HasKey);
        Assert.Null(record.Key);
        Assert.Equal("a", record.Value);
        Assert.Equal(5_000, record.Timestamp);
    }

    [Fact]
    public void The_wall_clock_starts_at_zero_and_is_only_moved_by_the_test()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        var output = driver.Output<string, string>("out");

        input.Pipe("a");
        driver.AdvanceWallClock(TimeSpan.FromSeconds(2.5));
        input.Pipe("b");

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(2_500), driver.WallClock);
        Assert.Equal([0, 2_500], output.ReadAllRecords().Select(record => record.Timestamp));
    }

    [Fact]
    public void The_wall_clock_does_not_go_back()
    {
        using var driver = new TopologyTestDriver<Relay>();

        Assert.Throws<ArgumentOutOfRangeException>(() => driver.AdvanceWallClock(TimeSpan.FromMilliseconds(-1)));
    }

    [Fact]
    public void Timestamps_advance_by_themselves_from_where_they_were_set()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.NextTimestamp = 100;
        input.AutoAdvance = TimeSpan.FromMilliseconds(10);

        input.Pipe("a");
        input.Pipe("k", "b", timestamp: 7);
        input.PipeValues(["c", "d"]);

        Assert.Equal([100, 7, 110, 120], driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Timestamp));
    }

    [Fact]
    public void A_set_timestamp_stays_without_auto_advance()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        input.NextTimestamp = 100;

        input.PipeValues(["a", "b"]);

        Assert.Equal([100, 100], driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Timestamp));
    }

    [Fact]
    public void A_negative_timestamp_is_the_sources()
    {
        using var driver = new TopologyTestDriver<Relay>();

        var error = Assert.Throws<StreamsException>(() => driver.Input<string, string>("in").Pipe("k", "v", timestamp: -1));

        Assert.Contains("has the timestamp -1", error.Message, StringComparison.Ordinal);
        Assert.Empty(driver.ProducedTopics);
    }

    [Fact]
    public void Null_keys_and_null_values_are_not_empty_ones()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");

        input.Pipe(null, "", timestamp: 1);
        input.Pipe("", null, timestamp: 2);
        input.PipeTombstone("k", timestamp: 3);

        var records = driver.Output<string, string>("out").ReadAllRecords();
        Assert.Equal([false, true, true], records.Select(record => record.HasKey));
        Assert.Equal([false, true, true], records.Select(record => record.IsTombstone));
        Assert.Equal([null, "", "k"], records.Select(record => record.Key));
        Assert.Equal(["", null, null], records.Select(record => record.Value));
    }

    [Fact]
    public void Nullable_value_types_carry_nulls()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<int?, long?>("keyed").PipeAll([(1, 5L), (2, null)]);

        Assert.Equal([(1, 5L), (2, null)], driver.Output<int?, long?>("out").ReadAll());
    }

    [Fact]
    public void Headers_are_copied_and_arrive()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var headers = new RecordHeaders();
        headers.Add("trace", "abc"u8);

        driver.Input<string, string>("in").Pipe("k", "v", headers: headers);
        headers.Clear();

        var record = driver.Output<string, string>("out").ReadRecord();
        Assert.Equal(1, record.Headers.Count);
        Assert.True(record.Headers.TryGetLast("trace", out var value));
        Assert.Equal("abc"u8, value);
    }

    [Fact]
    public void Headers_of_one_record_do_not_stay_for_the_next()
    {
        using var driver = new TopologyTestDriver<Relay>();
        var input = driver.Input<string, string>("in");
        var headers = new RecordHeaders();
        headers.Add("trace", "abc"u8);

        input.Pipe("k", "v", headers: headers);
        input.Pipe("k", "w");

        Assert.Equal([1, 0], driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Headers.Count));
    }

    [Fact]
    public void A_topic_that_is_not_read_is_refused_by_name()
    {
        using var driver = new TopologyTestDriver<Relay>();

        var error = Assert.Throws<ArgumentException>(() => driver.Input<string, string>("lines"));

        Assert.Contains("does not read topic 'lines'; it reads: 'in', 'keyed'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_that_is_only_written_is_no_input()
    {
        using var driver = new TopologyTestDriver<Relay>();
        _ = driver.Output<string, string>("out");

        Assert.Throws<ArgumentException>(() => driver.Input<string, string>("out"));
    }
}
