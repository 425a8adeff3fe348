using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class OutputTests
{
    [Fact]
    public void Records_are_read_in_the_order_of_writing_and_once()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, string>("in").PipeAll([("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
        var output = driver.Output<string, string>("out");

        Assert.Equal(4, output.Count);
        Assert.Equal(("a", "1"), output.ReadKeyValue());
        Assert.Equal("2", output.ReadValue());
        Assert.Equal("c", driver.Output<string, string>("out").ReadRecord().Key);
        Assert.Equal([("d", "4")], output.ReadAll());
        Assert.True(output.IsEmpty);
        Assert.Empty(output.ReadAll());
        Assert.Empty(output.ReadAllRecords());
    }

    [Fact]
    public void Reading_what_is_not_there_says_what_is_there()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, string>("in").Pipe("a");

        var error = Assert.Throws<InvalidOperationException>(() => driver.Output<string, string>("outt").ReadRecord());

        Assert.Contains("No record was written to topic 'outt'. Records were written to: 'out'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_more_than_was_written_says_how_many_there_were()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, string>("in").Pipe("a");
        var output = driver.Output<string, string>("out");
        output.ReadRecord();

        var error = Assert.Throws<InvalidOperationException>(() => output.ReadKeyValue());

        Assert.Contains("'out' has no record left: all 1 were read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tombstone_of_a_value_type_is_not_read_as_zero()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, long>("keyed").PipeTombstone("a");

        var error = Assert.Throws<InvalidOperationException>(() => driver.Output<string, long>("out").ReadKeyValue());

        Assert.Contains("null value", error.Message, StringComparison.Ordinal);
        Assert.Contains("Int64?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_key_of_a_value_type_is_not_read_as_zero()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, string>("in").Pipe("a");

        var error = Assert.Throws<InvalidOperationException>(() => driver.Output<int, string>("out").ReadKeyValue());

        Assert.Contains("null key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_tells_a_tombstone_of_a_value_type()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, long>("keyed").PipeTombstone("a", timestamp: 3);

        var record = driver.Output<string, long>("out").ReadRecord();

        Assert.True(record.IsTombstone);
        Assert.Equal(("a", 0L, 3L), (record.Key, record.Value, record.Timestamp));
    }

    [Fact]
    public void Topics_that_were_written_to_are_listed_with_internal_ones()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { ApplicationId = "app" });
        Assert.Empty(driver.ProducedTopics);

        driver.Input<string, string>("in").Pipe("a");

        Assert.Equal(["app-counts-changelog", "app-counts-repartition", "out"], driver.ProducedTopics);
        Assert.Equal(("a", 1L), driver.Output<string, long>("app-counts-changelog").ReadKeyValue());
        Assert.Equal(("a", "a"), driver.Output<string, string>("app-counts-repartition").ReadKeyValue());
    }
}
