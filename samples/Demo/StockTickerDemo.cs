namespace GenStreams.Samples.Demo;

/// <summary>What a stream and what a table hands on.</summary>
internal sealed class StockTickerDemo : TopologyDemo<StockTicker>
{
    private static readonly string[] Symbols = ["AAA", "BBB", "CCC"];

    public override string Name => "stock-ticker";

    public override string About => "The same ticks are read as a stream, which hands on each, and as a table, which hands on changes.";

    protected override long CacheMaxBytes => 10 << 20;

    protected override TimeSpan CommitInterval => TimeSpan.FromSeconds(2);

    protected override void Write(DemoInput<StockTicker> input)
    {
        for (int i = 0; i < 5; i++)
        {
            foreach (string symbol in Symbols)
            {
                input.Add("stock-ticker-stream", symbol, 100.0 + i, Start.AddSeconds(i));
                input.Add("stock-ticker-table", symbol, 100.0 + i, Start.AddSeconds(i));
            }
        }
    }

    protected override void Show(DemoResults<StockTicker> results, TextWriter output)
    {
        var events = results.Of<string, double>("stock-ticker-events");
        var changes = results.Of<string, double>("stock-ticker-changes");
        output.WriteLine($"The stream has handed on {events.Count} events, the table {changes.Count} changes:");
        foreach (string symbol in Symbols)
        {
            string streamed = string.Join(" ", events.Where(record => record.Key == symbol).Select(record => record.Value));
            string told = string.Join(" ", changes.Where(record => record.Key == symbol).Select(record => record.Value));
            output.WriteLine($"  {symbol}  stream: {streamed,-20} table: {told}");
        }
    }
}
