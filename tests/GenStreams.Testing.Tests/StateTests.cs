using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class StateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Tables_of_the_topology_can_be_queried(int partitions)
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { Partitions = partitions });
        driver.Input<string, string>("in").PipeValues(["b", "a", "b", "c"]);

        Assert.True(driver.Topology.Counts.TryGet("b", out long count));
        Assert.Equal(2, count);
        Assert.False(driver.Topology.Counts.TryGet("z", out _));
        Assert.Equal([new("a", 1), new("b", 2), new("c", 1)], driver.Topology.Counts.All());
        Assert.Equal([new("b", 2), new("c", 1)], driver.Topology.Counts.Range("b", "x"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_store_can_be_filled_before_the_first_record(int partitions)
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { Partitions = partitions });
        var store = driver.Store<string, long>("counts");
        store.Put("a", 41, timestamp: 9);
        store.Put("b", 1);
        store.Delete("b");
        driver.Input<string, string>("in").PipeValues(["a", "b"]);

        Assert.Equal([("a", 42L), ("b", 1L)], driver.Output<string, long>("out").ReadAll());
        Assert.Equal([new("a", 42), new("b", 1)], store.All());
        Assert.Equal(2, driver.Output<string, long>("count-by-value-counts-changelog").Count);
    }

    [Fact]
    public void A_store_tells_the_timestamp_of_a_value()
    {
        using var driver = new TopologyTestDriver<CountByValue>();
        driver.Input<string, string>("in").Pipe("k", "a", timestamp: 77);

        Assert.True(driver.Store<string, long>("counts").TryGet("a", out long count, out long timestamp));
        Assert.Equal((1, 77), (count, timestamp));
    }

    [Fact]
    public void A_store_that_is_not_there_is_refused_by_name()
    {
        using var driver = new TopologyTestDriver<CountByValue>();

        var error = Assert.Throws<ArgumentException>(() => driver.Store<string, long>("count"));

        Assert.Contains("no store 'count'; it has: 'counts', 'names-store'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_is_not_read_as_another_type()
    {
        using var driver = new TopologyTestDriver<CountByValue>();

        Assert.Throws<ArgumentException>(() => driver.Store<string, double>("counts"));
    }

    [Fact]
    public void A_global_table_is_filled_from_its_topic_for_all_tasks()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { Partitions = 2 });
        var names = driver.Input<string, string>("names");
        names.Pipe("a", "alpha");
        names.Pipe("b", "beta");
        names.PipeTombstone("b");
        names.Pipe("nobody");

        driver.Input<string, string>("in").PipeValues(["a", "b", "a"]);

        Assert.Equal([("alpha", 1L), ("b", 1L), ("alpha", 2L)], driver.Output<string, long>("out").ReadAll());
        Assert.Equal([new("a", "alpha")], driver.Store<string, string>("names-store").All());
        Assert.Equal("names-store", Assert.Single(driver.DroppedRecords).Member);
    }

    [Fact]
    public void With_a_cache_each_record_is_still_committed()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { CacheBytes = 1_000_000 });
        driver.Input<string, string>("in").PipeValues(["a", "a"]);

        Assert.Equal([("a", 1L), ("a", 2L)], driver.Output<string, long>("out").ReadAll());
    }

    [Fact]
    public void Without_commits_the_cache_holds_back_until_the_test_commits()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { CacheBytes = 1_000_000, CommitsEachRecord = false });
        driver.Input<string, string>("in").PipeValues(["a", "b", "a"]);
        var output = driver.Output<string, long>("out");
        Assert.True(output.IsEmpty);
        Assert.True(driver.Topology.Counts.TryGet("a", out long count));
        Assert.Equal(2, count);

        driver.Commit();

        Assert.Equal([("b", 1L), ("a", 2L)], output.ReadAll());
        Assert.Equal(2, driver.Output<string, long>("count-by-value-counts-changelog").Count);
        driver.Commit();
        Assert.True(output.IsEmpty);
    }

    [Fact]
    public void Without_a_cache_nothing_is_held_back()
    {
        using var driver = new TopologyTestDriver<CountByValue>(new() { CommitsEachRecord = false });
        driver.Input<string, string>("in").PipeValues(["a", "a"]);

        Assert.Equal(2, driver.Output<string, long>("out").Count);
    }
}
