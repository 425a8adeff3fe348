using GenStreams.Testing;

namespace GenStreams.Samples.Tests;

public sealed class PurchaseSessionsTests : IDisposable
{
    private readonly TopologyTestDriver<PurchaseSessions> _driver = new();

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void Purchases_without_a_longer_pause_are_one_session_with_the_names_of_both()
    {
        _driver.Input<string, string>("customer-names").Pipe("c1", "Anna");
        _driver.Input<string, string>("company-names").Pipe("CFLT", "Confluent");

        Buy("c1", "CFLT", second: 0);
        Buy("c1", "CFLT", second: 20);
        Buy("c1", "CFLT", second: 60);

        Assert.Equal(
            [new("Anna", "Confluent", 1, 0), new("Anna", "Confluent", 2, 20), new("Anna", "Confluent", 1, 0)],
            _driver.Output<string, PurchaseSession>("purchase-sessions").ReadAll().Select(record => record.Value));
    }

    [Fact]
    public void Names_that_are_not_known_stay_ids()
    {
        Buy("c7", "XYZ", second: 1);

        Assert.Equal(
            new PurchaseSession("c7", "XYZ", 1, 0), _driver.Output<string, PurchaseSession>("purchase-sessions").ReadKeyValue().Value);
    }

    [Fact]
    public void Sessions_can_be_queried()
    {
        Buy("c1", "CFLT", second: 5);
        Buy("c1", "CFLT", second: 9);

        var session = Assert.Single(_driver.Topology.Sessions.Fetch(new CustomerAndCompany("c1", "CFLT"), 0, long.MaxValue));
        Assert.Equal((5_000L, 9_000L, 2L), (session.Key.Start, session.Key.End, session.Value));
    }

    private void Buy(string customer, string symbol, int second) =>
        _driver.Input<string, SharePurchase>("share-purchases").Pipe(customer, new SharePurchase(customer, symbol, 10), second * 1000L);
}
