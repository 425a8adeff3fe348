using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>Versioned tables and stores, and suppress, as users meet them.</summary>
public sealed class VersionTests
{
    [Fact]
    public void A_versioned_table_can_be_queried_as_of_a_time()
    {
        using var driver = new TopologyTestDriver<Versions>();
        var names = driver.Input<string, string?>("names");
        names.Pipe("k", "new", 100);
        names.Pipe("k", "old", 50);
        names.Pipe("k", null, 150);
        Assert.False(driver.Topology.Names.TryGet("k", out _));
        Assert.True(driver.Topology.Names.TryGetAsOf("k", 120, out var record));
        Assert.Equal(new VersionedRecord<string>("new", 100, 150), record);
        Assert.True(driver.Topology.Names.TryGetAsOf("k", 99, out record));
        Assert.Equal(new VersionedRecord<string>("old", 50, 100), record);
        Assert.False(driver.Topology.Names.TryGetAsOf("k", 49, out _) || driver.Topology.Names.TryGetAsOf("k", 150, out _));
    }

    [Fact]
    public void A_versioned_store_keeps_the_versions_that_a_method_puts()
    {
        using var driver = new TopologyTestDriver<VersionedStore>();
        var prices = driver.Input<string, string?>("prices");
        prices.Pipe("k", "1", 1000);
        prices.Pipe("k", "3", 3000);
        prices.Pipe("k", "2", 2000);
        prices.Pipe("k", null, 4000);
        prices.Pipe("k", "6", 100_000);
        prices.Pipe("k", "late", 39_999);
        Assert.Equal([null, "1", "1", "3", null, "too late"], driver.Output<string, string?>("before").ReadAll().Select(pair => pair.Value));
        Assert.Equal("6", driver.Topology.History.Get("k"));
        Assert.True(driver.Topology.History.TryGet("k", out string? value) && value == "6");
        Assert.Equal(1, driver.Topology.History.Count);
        Assert.Throws<InvalidOperationException>(() => driver.Topology.History.Put("k", "7", 1));
    }

    [Fact]
    public void What_was_not_told_of_a_suppressed_table_is_not_taken_out_of_groups_nor_seen_by_joins()
    {
        using var driver = new TopologyTestDriver<SlowerRows>();
        var rows = driver.Input<string, string?>("in");
        var views = driver.Input<string, string>("views");
        rows.Pipe("a", "1", 0);
        rows.Pipe("a", "22", 1000);
        views.Pipe("a", "too early", 1000);
        rows.Pipe("b", "x", 20_000);
        views.Pipe("a", "seen", 20_000);
        rows.Pipe("a", "333", 21_000);
        rows.Pipe("a", "4444", 22_000);
        rows.Pipe("c", "x", 40_000);
        Assert.Equal([("2", 1L), ("1", 1L), ("2", 0L), ("4", 1L)], driver.Output<string, long>("lengths").ReadAll());
        Assert.Equal(["too early/", "seen/22"], driver.Output<string, string>("seen").ReadAll().Select(pair => pair.Value));
    }

    [Fact]
    public void What_leaves_a_suppress_has_the_time_the_headers_and_the_origin_that_it_came_with()
    {
        using var driver = new TopologyTestDriver<SlowerRows>();
        var headers = new RecordHeaders();
        headers.Add("name", "value"u8);
        driver.Input<string, string?>("in").Pipe("a", "1", 5, headers);
        driver.Input<string, string?>("in").Pipe("b", "2", 20_000);
        var record = driver.Output<string, string>("origins").ReadRecord();
        Assert.Equal("1 of in 0 at 5 with 1", record.Value);
        Assert.Equal(5, record.Timestamp);
    }
}
