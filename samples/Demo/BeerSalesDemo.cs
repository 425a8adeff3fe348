using System.Globalization;

namespace GenStreams.Samples.Demo;

/// <summary>A processor with two named outputs.</summary>
internal sealed class BeerSalesDemo : TopologyDemo<BeerSales>
{
    public override string Name => "beer-sales";

    public override string About => "Purchases of beer go to two topics: domestic ones as they are, international ones in dollars.";

    protected override void Write(DemoInput<BeerSales> input)
    {
        (string Shop, BeerPurchase Purchase)[] purchases =
        [
            ("Boston", new("USD", 51.50m, 3, "lager")),
            ("Praha", new("CZK", 1200m, 5, "pilsener")),
            ("Seattle", new("USD", 18.20m, 1, "pale ale")),
            ("Dublin", new("EUR", 84.00m, 4, "stout")),
            ("London", new("GBP", 40.00m, 2, "bitter")),
        ];
        for (int i = 0; i < purchases.Length; i++)
        {
            input.Add("beer-purchases", purchases[i].Shop, purchases[i].Purchase, Start.AddSeconds(i));
        }
    }

    protected override void Show(DemoResults<BeerSales> results, TextWriter output)
    {
        foreach (string topic in new[] { "domestic-beer-sales", "international-beer-sales" })
        {
            output.WriteLine($"{topic}:");
            foreach (var (shop, sale, _) in results.Of<string, BeerPurchase>(topic))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {shop,-8} {sale!.Cases} x {sale.Beer,-9} {sale.Total,7:F2} {sale.Currency}"));
            }
        }
    }
}
