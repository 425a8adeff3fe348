using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>The times that sources give their records.</summary>
public sealed class TimestampTests
{
    [Fact]
    public void Extractors_and_the_wall_clock_give_records_their_times()
    {
        using var driver = new TopologyTestDriver<Meters>();
        driver.AdvanceWallClock(TimeSpan.FromSeconds(7));
        var readings = driver.Input<string, string>("readings");
        readings.Pipe("a", "5", timestamp: 1);
        readings.Pipe("a", "3", timestamp: 2);
        readings.Pipe("a", null, timestamp: 3);
        driver.Input<string, string>("alarms").Pipe("a", "fire", timestamp: 4);
        driver.Input<string, int>("counts").Pipe("abc", 9, timestamp: 5);

        Assert.Equal([5000L, 3001L, 5000L, 7000L], driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Timestamp));
        Assert.Equal(27, driver.Output<string, int>("out-counts").ReadRecord().Timestamp);
    }

    [Fact]
    public void Bytes_that_an_extractor_cannot_read_are_the_deserialization_handlers()
    {
        using var driver = new TopologyTestDriver<Meters>(new() { OnDeserializationError = ErrorPolicy.Skip });
        driver.Input<string, byte[]>("counts").Pipe("ab", [1]);
        driver.Input<string, int>("counts").Pipe("ab", 3);

        Assert.Equal(("ab", 3), driver.Output<string, int>("out-counts").ReadKeyValue());
    }

    [Fact]
    public void An_error_of_an_extractor_is_fatal_and_says_where()
    {
        using var driver = new TopologyTestDriver<Meters>(new()
        {
            OnDeserializationError = ErrorPolicy.Skip,
            OnProcessingError = ErrorPolicy.Skip,
        });
        var readings = driver.Input<string, string>("readings");

        var e = Assert.Throws<StreamsException>(() => readings.Pipe("a", "x", timestamp: 1));
        Assert.StartsWith("The timestamp extractor of 'Readings' failed at topic 'readings', partition 0, offset 0: ", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => readings.Pipe("a", "1", timestamp: 1));
    }

    [Fact]
    public void Null_where_an_extractor_does_not_take_it_is_fatal_and_says_what_to_do()
    {
        using var driver = new TopologyTestDriver<Meters>();

        var e = Assert.Throws<StreamsException>(() => driver.Input<string, int?>("counts").Pipe("a", null, timestamp: 1));
        Assert.Contains("declare it 'int?'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_timestamps_are_dropped_or_replaced_as_the_source_says()
    {
        using var driver = new TopologyTestDriver<Late>();
        var dropped = driver.Input<string, decimal>("dropped");
        dropped.Pipe("a", 1.5m, timestamp: -5);
        dropped.Pipe("a", 2.5m, timestamp: 5);
        var replaced = driver.Input<Colour, Point>("replaced");
        replaced.NextTimestamp = 7;
        replaced.Pipe(Colour.Red, new Point(1, 2));
        replaced.Pipe(Colour.Green, new Point(3, 4), timestamp: -1);

        Assert.Equal(("a", 2.5m), Assert.Single(driver.Output<string, decimal>("kept").ReadAll()));
        Assert.Equal("Dropped", Assert.Single(driver.DroppedRecords).Member);
        Assert.Equal([7L, 7L], driver.Output<Colour, Point>("moved").ReadAllRecords().Select(static record => record.Timestamp));
    }
}
