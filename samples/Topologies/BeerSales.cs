namespace GenStreams.Samples;

/// <summary>A purchase of beer, in the currency that it was paid in.</summary>
/// <param name="Currency">The ISO code, such as <c>EUR</c>.</param>
/// <param name="Total">What was paid.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Beer">The kind of beer.</param>
public sealed record BeerPurchase(string Currency, decimal Total, int Cases, string Beer);

/// <summary>Sorts purchases of beer: domestic ones as they are, international ones in dollars.</summary>
[Topology("beer-sales")]
public partial class BeerSales
{
    private const string Home = "USD";

    [Source("beer-purchases")] private partial Stream<string, BeerPurchase> Purchases { get; }

    [Output, Sink("domestic-beer-sales")] private partial Stream<string, BeerPurchase> Domestic { get; }

    [Output, Sink("international-beer-sales")] private partial Stream<string, BeerPurchase> International { get; }

    [Process(nameof(Purchases))]
    private static void Sort(
        string shop, BeerPurchase purchase, Output<string, BeerPurchase> domestic, Output<string, BeerPurchase> international)
    {
        if (purchase.Currency == Home)
        {
            domestic.Emit(shop, purchase);
        }
        else
        {
            international.Emit(shop, purchase with { Currency = Home, Total = decimal.Round(purchase.Total * RateOf(purchase.Currency), 2) });
        }
    }

    /// <summary>What a unit of a currency is worth in dollars.</summary>
    private static decimal RateOf(string currency) => currency switch
    {
        "EUR" => 1.09m,
        "GBP" => 1.27m,
        "CZK" => 0.043m,
        _ => throw new ArgumentException($"There is no exchange rate for '{currency}'."),
    };
}
