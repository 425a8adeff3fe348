namespace GenStreams.EndToEnd.Workloads;

/// <summary>Stateless: trades of more than 100 shares, price times 1.1.</summary>
[Topology("map")]
internal sealed partial class Map
{
    [Source("map-in")]
    private partial Stream<string, Trade> Trades { get; }

    [Filter(nameof(Trades))]
    private static bool Large(Trade trade) => trade.Size > 100;

    [MapValues(nameof(Large)), Sink("map-out")]
    private static PriceAndSize Raised(Trade trade) => new(trade.Price * 1.1, trade.Size);
}
