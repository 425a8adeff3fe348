using GenStreams.Serdes;
using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class WindowTests
{
    private static readonly TimeWindowedSerde<string> Keys = new(StringSerde.Instance, 100);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Windows_can_be_queried(int partitions)
    {
        using var driver = new TopologyTestDriver<Visits>(new() { Partitions = partitions });
        var pages = driver.Input<string, string>("visits");
        pages.Pipe("a", "x", timestamp: 1_000);
        pages.Pipe("aa", "y", timestamp: 6_000);
        pages.Pipe("a", "y", timestamp: 7_000);

        var table = driver.Topology.PerPage;
        Assert.True(table.TryGet("a", 0, out long count));
        Assert.Equal(2, count);
        Assert.False(table.TryGet("a", 10_000, out _));
        Assert.Equal(4, table.Count);
        Assert.Equal([new(new("a", 0, 10_000), 2), new(new("a", 5_000, 15_000), 1)], table.Fetch("a", 0, 5_000));
        Assert.Equal([new(new("a", 5_000, 15_000), 1)], table.Fetch("a", 1, long.MaxValue));
        Assert.Equal([new(new("a", 5_000, 15_000), 1), new(new("aa", 5_000, 15_000), 1)], table.FetchAll(5_000, 5_000));
        Assert.Equal(["a0", "aa0", "a5000", "aa5000"], table.All().Select(window => $"{window.Key.Key}{window.Key.Start}"));
    }

    [Fact]
    public void Keys_that_lie_between_the_windows_of_another_are_passed_over()
    {
        using var driver = new TopologyTestDriver<Visits>();
        var pages = driver.Input<string, string>("visits");
        string[] others = ["", "a\0", "a\0\0\0\0\0\0\u0013x", "a\0\0\0\0\0\0\u0013xyz", "a\0\0\0\0\0\0\u0014"];
        for (int i = 0; i < 4; i++)
        {
            foreach (string page in others.Append("a"))
            {
                pages.Pipe(page, "x", timestamp: 1_000 + (5_000 * i));
            }
        }

        var table = driver.Topology.PerPage;
        foreach (string page in others.Append("a"))
        {
            Assert.Equal([0L, 5_000, 10_000, 15_000], table.Fetch(page, long.MinValue, long.MaxValue).Select(window => window.Key.Start));
            Assert.Equal([5_000L, 10_000], table.Fetch(page, 1, 10_000).Select(window => window.Key.Start));
        }

        Assert.Empty(table.Fetch("a", 10, 5));
        Assert.Empty(table.Fetch("a", -10, -5));
    }

    [Fact]
    public void Windows_out_of_retention_are_not_listed()
    {
        using var driver = new TopologyTestDriver<Visits>();
        var pages = driver.Input<string, string>("visits");
        pages.Pipe("a", "x", timestamp: 0);
        pages.Pipe("a", "x", timestamp: 3_599_999);
        Assert.Equal([0, 3_590_000, 3_595_000], driver.Topology.PerPage.All().Select(window => window.Key.Start));

        pages.Pipe("a", "x", timestamp: 3_600_000);
        Assert.Equal([3_590_000, 3_595_000, 3_600_000], driver.Topology.PerPage.All().Select(window => window.Key.Start));
        Assert.Equal(3, driver.Topology.PerPage.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_store_of_windows_can_be_filled_and_read(int partitions)
    {
        using var driver = new TopologyTestDriver<Visits>(new() { Partitions = partitions });
        var store = driver.Store<Windowed<string>, long>("counts");
        store.Put(new("a", 0, 10_000), 41, timestamp: 9_000);
        store.Put(new("b", 0, 10_000), 1);
        store.Delete(new("b", 0, 10_000));
        driver.Input<string, string>("visits").Pipe("a", "x", timestamp: 3_000);

        Assert.Equal([new(new Windowed<string>("a", 0, 10_000), 42)], store.All());
        var record = driver.Output<Windowed<string>, long>("per-page").ReadRecord();
        Assert.Equal((new Windowed<string>("a", 0, 10_000), 42, 9_000), (record.Key, record.Value, record.Timestamp));
    }

    [Fact]
    public void Methods_get_the_key_with_its_window_behind_an_aggregation()
    {
        using var driver = new TopologyTestDriver<Visits>();
        driver.Input<string, string>("visits").Pipe("a", "x", timestamp: 12_000);

        Assert.Equal("[x@10000/20000] x", driver.Output<Windowed<string>, string>("windows").ReadValue());
    }

    [Fact]
    public void A_window_goes_to_the_partition_of_its_key()
    {
        using var driver = new TopologyTestDriver<Visits>(new() { Partitions = 5 });
        var pages = driver.Input<string, string>("visits");
        for (int i = 0; i < 20; i++)
        {
            pages.Pipe($"page{i}", "x", timestamp: i * 5_000);
        }

        var windows = driver.Output<Windowed<string>, long>("per-page").ReadAllRecords();
        Assert.All(windows, window => Assert.Equal(Partition.Of(window.Key!.Key, 5), window.Partition));
    }

    [Fact]
    public void Each_closed_window_of_a_record_is_a_drop()
    {
        using var driver = new TopologyTestDriver<HoppingTexts>();
        var input = driver.Input<string?, string?>("in");
        input.Pipe("k", "a", timestamp: 300);
        input.Pipe("k", "late", timestamp: 160);
        input.Pipe("k", "too late", timestamp: 100);

        var found = driver.Output<Windowed<string>, string>("out", Keys).ReadAllRecords().Select(record => $"{record.Key!.Start}:{record.Value}");
        Assert.Equal(["210:a", "240:a", "270:a", "300:a"], found);
        Assert.Equal(["its window is closed"], driver.DroppedRecords.Select(dropped => dropped.Reason).Distinct());
        Assert.Equal(3 + 3, driver.DroppedRecords.Count);
    }

    [Fact]
    public void Windows_close_when_stream_time_goes_on_without_records()
    {
        using var driver = new TopologyTestDriver<TumblingFinals>(new() { IdleStreamTime = TimeSpan.Zero });
        driver.Input<string?, string?>("in").Pipe("k", "a", timestamp: 10);
        var output = driver.Output<Windowed<string>, string>("out", Keys);

        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(159));
        Assert.True(output.IsEmpty);

        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(1));
        Assert.Equal((new Windowed<string>("k", 0, 100), "a"), output.ReadKeyValue());
        driver.AdvanceWallClock(TimeSpan.FromMilliseconds(1000));
        Assert.True(output.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Inputs_of_a_cogroup_meet_in_one_aggregate(int partitions)
    {
        using var driver = new TopologyTestDriver<Balances>(new() { Partitions = partitions });
        var orders = driver.Input<string, long>("orders");
        var refunds = driver.Input<long, string>("refunds");
        orders.Pipe("a", 5, timestamp: 1);
        refunds.Pipe(7, "a", timestamp: 2);
        refunds.Pipe(1, "b", timestamp: 3);
        orders.Pipe("a", 3, timestamp: 4);

        Assert.Equal([("a", 5L), ("a", -2L), ("b", -1L), ("a", 1L)], driver.Output<string, long>("out").ReadAll());
        Assert.Equal(["+", "-", "-", "+"], driver.Output<string, string>("signs").ReadAll().Select(sign => sign.Value));
        Assert.Contains("balances-Refund-repartition", driver.ProducedTopics);
    }
}
