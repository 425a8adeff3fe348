namespace GenStreams.Samples;

/// <summary>A sale or purchase of shares.</summary>
public sealed record StockTransaction(string Symbol, int Shares, double Price);

/// <summary>How a stock does: its last price and volume against the averages of the last transactions.</summary>
/// <param name="Price">The price of the last transaction.</param>
/// <param name="AveragePrice">The average price of the transactions before it, of which the latest count most.</param>
/// <param name="Shares">The shares of the last transaction.</param>
/// <param name="AverageShares">The average number of shares, likewise.</param>
/// <param name="Transactions">How many transactions there were.</param>
public sealed record StockPerformance(double Price, double AveragePrice, int Shares, double AverageShares, long Transactions)
{
    private const double Weight = 0.2;

    /// <summary>Before the first transaction.</summary>
    public static StockPerformance None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>How far the price is from its average, as a fraction of it.</summary>
    public double PriceMove => Move(Price, AveragePrice);

    /// <summary>How far the number of shares is from its average, as a fraction of it.</summary>
    public double VolumeMove => Move(Shares, AverageShares);

    /// <summary>The performance after one more transaction.</summary>
    public StockPerformance With(StockTransaction transaction) => Transactions == 0
        ? new StockPerformance(transaction.Price, transaction.Price, transaction.Shares, transaction.Shares, 1)
        : new StockPerformance(
            transaction.Price,
            AveragePrice + (Weight * (Price - AveragePrice)),
            transaction.Shares,
            AverageShares + (Weight * (Shares - AverageShares)),
            Transactions + 1);

    private static double Move(double now, double average) => average == 0 ? 0 : (now - average) / average;
}

/// <summary>Tracks the performance of stocks in a store, and every ten seconds tells of those whose price or volume has moved.</summary>
[Topology("stock-performance")]
public partial class StockPerformanceTopology
{
    private const double Notable = 0.02;

    [Source("stock-transactions")] private partial Stream<string, StockTransaction> Transactions { get; }

    [StateStore("stock-performance-store")] private partial KeyValueStore<string, StockPerformance> Performance { get; }

    [Output, Sink("stock-performance")] private partial Stream<string, StockPerformance> Moved { get; }

    [Process(nameof(Transactions))]
    private static void Track(string symbol, StockTransaction transaction, KeyValueStore<string, StockPerformance> performance) =>
        performance.Put(symbol, (performance.Get(symbol) ?? StockPerformance.None).With(transaction));

    [Punctuate("10s", Time = PunctuationTime.WallClock)]
    private static void Publish(KeyValueStore<string, StockPerformance> performance, Output<string, StockPerformance> moved)
    {
        foreach (var (symbol, stock) in performance.All())
        {
            if (Math.Abs(stock.PriceMove) >= Notable || Math.Abs(stock.VolumeMove) >= Notable)
            {
                moved.Emit(symbol, stock);
            }
        }
    }
}
