namespace GenStreams.Samples.Demo;

/// <summary>Customers who buy shares, some of them several times in a row.</summary>
internal sealed class PurchaseSessionsDemo : TopologyDemo<PurchaseSessions>
{
    private static readonly (int Second, string Customer, string Symbol)[] Purchases =
    [
        (0, "c1", "CFLT"), (4, "c2", "ZTF"), (8, "c1", "CFLT"), (15, "c1", "CFLT"), (22, "c2", "ZTF"), (60, "c1", "CFLT"), (65, "c3", "ZTF"),
    ];

    public override string Name => "purchase-sessions";

    public override string About => "Share purchases without a longer pause are counted as one session; names come from global tables.";

    protected override void Write(DemoInput<PurchaseSessions> input)
    {
        input.Add("customer-names", "c1", "Anna", Start);
        input.Add("customer-names", "c2", "Bert", Start);
        input.Add("company-names", "CFLT", "Confluent", Start);
        input.Add("company-names", "ZTF", "Zest & Thyme Foods", Start);
        foreach (var (second, customer, symbol) in Purchases)
        {
            input.Add("share-purchases", customer, new SharePurchase(customer, symbol, 10), Start.AddSeconds(second));
        }
    }

    protected override void Show(DemoResults<PurchaseSessions> results, TextWriter output)
    {
        output.WriteLine("Sessions, as they grow:");
        foreach (var (_, session, _) in results.Of<string, PurchaseSession>("purchase-sessions"))
        {
            output.WriteLine($"  {session!.Customer,-6} {session.Company,-20} {session.Purchases} purchases in {session.Seconds,2} s");
        }
    }
}
