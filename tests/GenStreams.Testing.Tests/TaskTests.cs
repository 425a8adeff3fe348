using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class TaskTests
{
    [Fact]
    public void A_record_that_goes_through_a_repartition_topic_is_processed_to_its_end()
    {
        using var driver = new TopologyTestDriver<CountByValue>();
        driver.Input<string, string>("in").PipeValues(["a", "b", "a"]);

        Assert.Equal([("a", 1L), ("b", 1L), ("a", 2L)], driver.Output<string, long>("out").ReadAll());
    }

    [Fact]
    public void A_record_that_is_sent_to_a_topic_that_is_read_is_read()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, string>("in").Pipe("k", "again", timestamp: 4);

        var record = driver.Output<string, string>("out").ReadRecord();

        Assert.Equal(("once more", 5L), (record.Value, record.Timestamp));
    }

    [Fact]
    public void Services_go_into_the_topologys_constructor()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { Services = new Services(new Relay.Stamp(">")) });
        driver.Input<string, string>("in").Pipe("a");

        Assert.Equal(">a", driver.Output<string, string>("out").ReadValue());
    }

    [Fact]
    public void Keys_go_to_the_partition_of_Kafkas_default_partitioner()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { Partitions = 5 });
        var input = driver.Input<string, string>("in");
        string[] keys = ["a", "b", "c", "d", "e", "f"];

        input.PipeAll(keys.Select(key => ((string?)key, (string?)"v")));

        Assert.Equal(
            keys.Select(key => Partition.Of(key, 5)),
            driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Partition));
    }

    [Fact]
    public void Records_with_a_null_key_go_to_each_partition_in_turn()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { Partitions = 3 });
        driver.Input<string, string>("in").PipeValues(["a", "b", "c", "d"]);

        Assert.Equal([0, 1, 2, 0], driver.Output<string, string>("out").ReadAllRecords().Select(record => record.Partition));
    }

    [Fact]
    public void A_record_can_be_piped_into_a_given_partition()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { Partitions = 3 });
        var input = driver.Input<string, string>("in");
        input.Pipe("k", "v", partition: 2);

        var error = Assert.Throws<StreamsException>(() => input.Pipe("k", "boom", partition: 2));

        Assert.Contains("partition 2, offset 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partition_that_is_not_there_is_refused()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { Partitions = 3 });

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => driver.Input<string, string>("in").Pipe("k", "v", partition: 3));

        Assert.Contains("partitions 0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partition_counts_can_differ_by_topic()
    {
        using var driver = new TopologyTestDriver<Relay>(new() { PartitionCounts = new Dictionary<string, int> { ["keyed"] = 4 } });

        driver.Input<string, string>("keyed").Pipe("k", "v", partition: 3);

        Assert.Equal(0, driver.Output<string, string>("out").ReadRecord().Partition);
    }

    [Fact]
    public void A_topic_without_partitions_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TopologyTestDriver<Relay>(new() { Partitions = 0 }));

        Assert.Contains("it must have 1 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_right_over_several_partitions_and_each_task_has_its_keys()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { Partitions = 4 });
        string[] values = ["a", "b", "c", "d", "e", "f", "g", "h"];
        var input = driver.Input<string, string>("in");
        input.PipeValues([.. values, .. values]);

        Assert.Equal([.. values.Select(v => (v, 1L)), .. values.Select(v => (v, 2L))], driver.Output<string, long>("out").ReadAll());
        var changelog = driver.Output<string, long>("count-by-value-counts-changelog").ReadAllRecords();
        Assert.All(changelog, record => Assert.Equal(Partition.Of(record.Key!, 4), record.Partition));
        Assert.True(changelog.Select(record => record.Partition).Distinct().Count() > 1);
        Assert.Equal(values.Length, driver.Store<string, long>("counts").Count);
    }
}
