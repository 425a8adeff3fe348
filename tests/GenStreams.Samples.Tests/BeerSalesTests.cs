using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class BeerSalesTests
{
    [Fact]
    public void International_sales_are_in_dollars_and_domestic_ones_as_they_were()
    {
        using var driver = new TopologyTestDriver<BeerSales>();
        var purchases = driver.Input<string, BeerPurchase>("beer-purchases");
        purchases.Pipe("Boston", new BeerPurchase("USD", 10m, 1, "lager"));
        purchases.Pipe("Dublin", new BeerPurchase("EUR", 10m, 2, "stout"));

        Assert.Equal(("Boston", new BeerPurchase("USD", 10m, 1, "lager")), driver.Output<string, BeerPurchase>("domestic-beer-sales").ReadKeyValue());
        Assert.Equal(
            ("Dublin", new BeerPurchase("USD", 10.90m, 2, "stout")), driver.Output<string, BeerPurchase>("international-beer-sales").ReadKeyValue());
    }

    [Fact]
    public void A_currency_without_a_rate_is_an_error_that_can_be_skipped()
    {
        using var driver = new TopologyTestDriver<BeerSales>(new() { OnProcessingError = ErrorPolicy.Skip });
        driver.Input<string, BeerPurchase>("beer-purchases").Pipe("Mars", new BeerPurchase("XXX", 10m, 1, "dust"));

        Assert.Empty(driver.ProducedTopics);
    }
}
