using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class StockTests
{
    [Fact]
    public void Every_ten_seconds_the_stocks_that_have_moved_are_told()
    {
        using var driver = new TopologyTestDriver<StockPerformanceTopology>();
        var transactions = driver.Input<string, StockTransaction>("stock-transactions");
        foreach (double price in new[] { 100.0, 101, 110 })
        {
            transactions.Pipe("UP", new StockTransaction("UP", 10, price), timestamp: 1);
            transactions.Pipe("STILL", new StockTransaction("STILL", 10, 50), timestamp: 1);
        }

        var moved = driver.Output<string, StockPerformance>("stock-performance");
        driver.AdvanceWallClock(TimeSpan.FromSeconds(9));
        Assert.Empty(moved.ReadAll());
        driver.AdvanceWallClock(TimeSpan.FromSeconds(1));
        var record = moved.ReadRecord();
        Assert.Equal(("UP", 110.0, 3L, 10_000L), (record.Key, record.Value!.Price, record.Value.Transactions, record.Timestamp));
        Assert.Equal(0.098, record.Value.PriceMove, 3);
        Assert.Empty(moved.ReadAll());
    }

    [Fact]
    public void A_stream_hands_on_each_tick_and_a_table_the_last_one_before_a_commit()
    {
        using var driver = new TopologyTestDriver<StockTicker>(new() { CacheBytes = 1 << 20, CommitsEachRecord = false });
        var stream = driver.Input<string, double>("stock-ticker-stream");
        var table = driver.Input<string, double>("stock-ticker-table");
        foreach (double price in new[] { 1.0, 2, 3 })
        {
            stream.Pipe("A", price);
            table.Pipe("A", price);
        }

        driver.Commit();

        Assert.Equal([1.0, 2, 3], driver.Output<string, double>("stock-ticker-events").ReadAll().Select(record => record.Value));
        Assert.Equal([("A", 3.0)], driver.Output<string, double>("stock-ticker-changes").ReadAll());
        Assert.True(driver.Topology.Prices.TryGet("A", out double last) && last == 3);
    }

    [Fact]
    public void Statistics_are_those_of_each_window_of_five_seconds()
    {
        using var driver = new TopologyTestDriver<StockStatistics>();
        var asks = driver.Input<string, Ask>("stocktrades-input");
        asks.Pipe("A", new Ask(10, 1), timestamp: 10_000);
        asks.Pipe("A", new Ask(20, 1), timestamp: 12_000);

        var last = driver.Output<Windowed<string>, AskStatistics>("stockstats-output").ReadAll()
            .GroupBy(record => record.Key)
            .ToDictionary(window => (window.Key!.Start, window.Key.End), window => window.Last().Value!);

        Assert.Equal(new AskStatistics(2, 30, 10, 15), last[(10_000, 15_000)]);
        Assert.Equal(new AskStatistics(1, 10, 10, 10), last[(7_000, 12_000)]);
        Assert.Equal(new AskStatistics(1, 20, 20, 20), last[(11_000, 16_000)]);
        Assert.Equal(7, last.Count);
    }
}
