using System.Globalization;

namespace GenStreams.Samples.Demo;

/// <summary>A hopping window and its windowed keys.</summary>
internal sealed class StockStatisticsDemo : TopologyDemo<StockStatistics>
{
    public override string Name => "stock-statistics";

    public override string About => "The offers of each stock in the last five seconds, every second: a hopping window.";

    protected override void Write(DemoInput<StockStatistics> input)
    {
        for (int i = 0; i < 12; i++)
        {
            input.Add("stocktrades-input", "ABC", new Ask(10 + i, 100), Start.AddSeconds(i));
            input.Add("stocktrades-input", "XYZ", new Ask(200 - (i % 3), 50), Start.AddSeconds(i));
        }
    }

    protected override void Show(DemoResults<StockStatistics> results, TextWriter output)
    {
        output.WriteLine("Stock  window        offers  lowest  average");
        foreach (var (key, stats) in results.Table<Windowed<string>, AskStatistics>("stockstats-output")
            .Where(entry => entry.Value.Count == 5)
            .OrderBy(entry => entry.Key.Key, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Start))
        {
            long start = (key.Start - Start.ToUnixTimeMilliseconds()) / 1000;
            long end = (key.End - Start.ToUnixTimeMilliseconds()) / 1000;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{key.Key,-6} {start,3} s to {end,3} s {stats.Count,5} {stats.Lowest,9:F2} {stats.Average,8:F2}"));
        }
    }
}
