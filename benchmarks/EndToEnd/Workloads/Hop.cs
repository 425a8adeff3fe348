namespace GenStreams.EndToEnd.Workloads;

/// <summary>Windowed: count, sum and minimum of the price of each symbol, in windows of 5 s that start every second.</summary>
[Topology("hop")]
internal sealed partial class Hop
{
    [Source("hop-in")]
    private partial Stream<string, Trade> Trades { get; }

    [Aggregate(nameof(Trades), Store = "stats", Initializer = nameof(Nothing)), Window(Hopping = "5s", Advance = "1s"), Sink("hop-out")]
    private static PriceStats Stats(PriceStats stats, Trade trade) => stats.Add(trade.Price);

    private static PriceStats Nothing() => new(0, 0, double.MaxValue);
}
