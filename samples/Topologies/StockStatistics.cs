namespace GenStreams.Samples;

/// <summary>An offer to sell shares.</summary>
/// <param name="Price">The price of a share.</param>
/// <param name="Size">How many shares.</param>
public readonly record struct Ask(double Price, int Size);

/// <summary>What was offered of a stock in a window.</summary>
/// <param name="Count">How many offers.</param>
/// <param name="Total">The sum of their prices.</param>
/// <param name="Lowest">The lowest price.</param>
/// <param name="Average">The average price; filled in last.</param>
public sealed record AskStatistics(int Count, double Total, double Lowest, double Average)
{
    /// <summary>Before the first offer.</summary>
    public static AskStatistics None { get; } = new(0, 0, double.MaxValue, 0);

    /// <summary>The statistics with one more offer.</summary>
    public AskStatistics With(Ask ask) => this with { Count = Count + 1, Total = Total + ask.Price, Lowest = Math.Min(Lowest, ask.Price) };

    /// <summary>The statistics with their average.</summary>
    public AskStatistics Complete() => this with { Average = Total / Count };
}

/// <summary>Statistics of the offers of each stock in the last five seconds, made anew every second: a hopping window.</summary>
/// <remarks>The output's keys are windowed: the stock, and the window's start and end.</remarks>
[Topology("stockstat")]
public partial class StockStatistics
{
    [Source("stocktrades-input")] private partial Stream<string, Ask> Asks { get; }

    [Aggregate(nameof(Asks), Store = "trade-aggregates", Initializer = nameof(Nothing)), Window(Hopping = "5s", Advance = "1s")]
    private static AskStatistics Statistics(AskStatistics statistics, Ask ask) => statistics.With(ask);

    [MapValues(nameof(Statistics)), Sink("stockstats-output")]
    private static AskStatistics WithAverage(AskStatistics statistics) => statistics.Complete();

    private static AskStatistics Nothing() => AskStatistics.None;
}
