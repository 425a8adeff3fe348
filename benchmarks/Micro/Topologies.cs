namespace GenStreams.Benchmarks;

[Topology("map")]
internal sealed partial class MapTopology
{
    [Source("in")]
    private partial Stream<string, Trade> Trades { get; }

    [Filter(nameof(Trades))]
    private static bool Large(Trade trade) => trade.Size > 100;

    [MapValues(nameof(Large)), Sink("out")]
    private static Trade Raised(Trade trade) => new(trade.Price * 1.1, trade.Size);
}

[Topology("count")]
internal sealed partial class CountTopology
{
    [Source("in")]
    private partial Stream<string, Trade> Trades { get; }

    [Count(nameof(Trades), Store = "counts"), Sink("out")]
    public partial Table<string, long> Counts { get; }
}

[Topology("reduce")]
internal sealed partial class ReduceTopology
{
    [Source("in")]
    private partial Stream<string, Trade> Trades { get; }

    [Reduce(nameof(Trades), Store = "totals"), Sink("out")]
    private static Trade Total(Trade total, Trade trade) => new(total.Price + trade.Price, total.Size + trade.Size);
}

[Topology("hop")]
internal sealed partial class HopTopology
{
    [Source("in")]
    private partial Stream<string, Trade> Trades { get; }

    [Reduce(nameof(Trades), Store = "totals"), Window(Hopping = "5s", Advance = "1s"), Sink("out")]
    private static Trade Total(Trade total, Trade trade) => new(total.Price + trade.Price, total.Size + trade.Size);
}

[Topology("join")]
internal sealed partial class JoinTopology
{
    [Source("in")]
    private partial Stream<string, Trade> Trades { get; }

    [Source("limits", Store = "limits")]
    private partial Table<string, Trade> Limits { get; }

    [Join(nameof(Trades), nameof(Limits)), Sink("out")]
    private static Trade Capped(Trade trade, Trade limit) => new(Math.Min(trade.Price, limit.Price), trade.Size);
}
