namespace GenStreams.Samples;

/// <summary>A customer bought shares.</summary>
public sealed record SharePurchase(string CustomerId, string Symbol, int Shares);

/// <summary>A customer and the company that shares were bought of.</summary>
public sealed record CustomerAndCompany(string CustomerId, string Symbol);

/// <summary>How often a customer bought a company's shares within one session.</summary>
public sealed record PurchaseSession(string Customer, string Company, long Purchases, long Seconds);

/// <summary>
/// Counts how often a customer buys shares of a company without a longer pause, and shows the names of both, which every instance has whole
/// as global tables. While a session grows it is counted again; what it was before is deleted, which the stream of it leaves out.
/// </summary>
[Topology("purchase-sessions")]
public partial class PurchaseSessions
{
    [Source("share-purchases")] private partial Stream<string, SharePurchase> Purchases { get; }

    [Source("customer-names")] private partial GlobalTable<string, string> Customers { get; }

    [Source("company-names")] private partial GlobalTable<string, string> Companies { get; }

    [GroupBy(nameof(Purchases))]
    private static CustomerAndCompany ByCustomerAndCompany(SharePurchase purchase) => new(purchase.CustomerId, purchase.Symbol);

    [Count(nameof(ByCustomerAndCompany), Store = "sessions"), Window(Session = "20s", Grace = "1m")]
    public partial WindowedTable<CustomerAndCompany, long> Sessions { get; }

    [ToStream(nameof(Sessions))] private partial Stream<Windowed<CustomerAndCompany>, long?> Updates { get; }

    [Filter(nameof(Updates))] private static bool IsThere(long? count) => count is not null;

    [Map(nameof(IsThere))]
    private static (string, PurchaseSession) Session(Windowed<CustomerAndCompany> session, long count) =>
        (session.Key.CustomerId, new(session.Key.CustomerId, session.Key.Symbol, count, (session.End - session.Start) / 1000));

    [Join(nameof(Session), nameof(Companies), KeySelector = nameof(CompanyOf), Kind = JoinKind.Left)]
    private static PurchaseSession WithCompany(PurchaseSession session, string? company) => session with { Company = company ?? session.Company };

    private static string CompanyOf(PurchaseSession session) => session.Company;

    [Join(nameof(WithCompany), nameof(Customers), KeySelector = nameof(CustomerOf), Kind = JoinKind.Left), Sink("purchase-sessions")]
    private static PurchaseSession WithCustomer(PurchaseSession session, string? customer) => session with { Customer = customer ?? session.Customer };

    private static string CustomerOf(PurchaseSession session) => session.Customer;
}
