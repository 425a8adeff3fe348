using System.Globalization;

namespace GenStreams.Samples.Demo;

/// <summary>A store and a punctuator by the wall clock.</summary>
internal sealed class StockPerformanceDemo : TopologyDemo<StockPerformanceTopology>
{
    public override string Name => "stock-performance";

    public override string About => "A store tracks stocks, and a punctuator tells every ten seconds which of them have moved.";

    protected override TimeSpan Linger => TimeSpan.FromSeconds(11);

    protected override void Write(DemoInput<StockPerformanceTopology> input)
    {
        // One rises, one stands still, one falls with growing volume.
        for (int i = 0; i < 30; i++)
        {
            var time = Start.AddSeconds(i);
            input.Add("stock-transactions", "RISE", new StockTransaction("RISE", 100, 50 + i), time);
            input.Add("stock-transactions", "CALM", new StockTransaction("CALM", 200, 80), time);
            input.Add("stock-transactions", "FALL", new StockTransaction("FALL", 100 + (i * 20), 90 - i), time);
        }
    }

    protected override void Show(DemoResults<StockPerformanceTopology> results, TextWriter output)
    {
        output.WriteLine("Moved:");
        foreach (var (symbol, stock) in results.Table<string, StockPerformance>("stock-performance"))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {symbol}  {stock.Transactions} transactions, price {stock.Price:F2} ({stock.PriceMove:+0.0%;-0.0%;0.0%}), volume {stock.Shares} ({stock.VolumeMove:+0.0%;-0.0%;0.0%})"));
        }
    }
}
