using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class TableTests
{
    [Fact]
    public void What_is_open_follows_orders_and_deliveries()
    {
        using var driver = new TopologyTestDriver<OrderDeliveries>();
        var orders = driver.Input<string, int>("orders");
        var deliveries = driver.Input<string, int>("deliveries");
        orders.Pipe("bolt", 100, timestamp: 1);
        deliveries.Pipe("bolt", 60, timestamp: 5);
        deliveries.Pipe("nut", 10, timestamp: 6);
        orders.Pipe("bolt", 20, timestamp: 4);

        Assert.Equal(
            [(100, 0, 1L), (100, 60, 5L), (120, 60, 5L)],
            driver.Output<string, OpenOrder>("open-orders").ReadAllRecords()
                .Select(record => (record.Value!.Ordered, record.Value.Delivered, record.Timestamp)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_five_greatest_volumes_of_an_industry_are_those_of_now(int partitions)
    {
        using var driver = new TopologyTestDriver<ShareVolume>(new() { Partitions = partitions });
        var trades = driver.Input<string, ShareTrade>("share-trades");
        foreach (var (symbol, shares) in new[] { ("A", 10), ("B", 20), ("C", 30), ("D", 40), ("E", 50), ("F", 60), ("A", 45) })
        {
            trades.Pipe(symbol, new ShareTrade(symbol, "food", shares));
        }

        trades.Pipe("X", new ShareTrade("X", "metal", 1));

        var last = driver.Output<string, string>("greatest-volumes").ReadAll()
            .GroupBy(record => record.Key!)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        Assert.Equal("F 60, A 55, E 50, D 40, C 30", last["food"]);
        Assert.Equal("X 1", last["metal"]);
    }
}
