namespace GenStreams.Samples;

/// <summary>
/// The same ticks as a stream and as a table, side by side. A stream hands each record on; a table hands changes on, and its record cache
/// leaves out those that a later one has overtaken before the commit.
/// </summary>
/// <remarks>They are two topics, since an application reads a topic once. One topic would do with <c>[ToTable]</c> on the stream.</remarks>
[Topology("stock-ticker")]
public partial class StockTicker
{
    [Source("stock-ticker-stream"), Sink("stock-ticker-events")]
    private partial Stream<string, double> Ticks { get; }

    [Source("stock-ticker-table", Store = "stock-ticker-store")]
    public partial Table<string, double> Prices { get; }

    [ToStream(nameof(Prices)), Sink("stock-ticker-changes")]
    private partial Stream<string, double> Changes { get; }
}
