namespace GenStreams.Samples;

/// <summary>What a customer bought.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="CardNumber">The credit card: sixteen digits in groups of four.</param>
/// <param name="Item">What was bought.</param>
/// <param name="Department">Where: <c>coffee</c>, <c>electronics</c>, ...</param>
/// <param name="Price">What was paid.</param>
/// <param name="EmployeeId">Who sold it.</param>
/// <param name="ZipCode">Where the shop is.</param>
/// <param name="Date">When.</param>
public sealed record Purchase(
    string CustomerId, string CardNumber, string Item, string Department, decimal Price, string EmployeeId, string ZipCode, DateTimeOffset Date)
{
    /// <summary>Without the card number, but for its last four digits.</summary>
    public Purchase Masked() => this with { CardNumber = "xxxx-xxxx-xxxx-" + CardNumber[^4..] };
}

/// <summary>What is bought where and when: nothing of the customer.</summary>
public sealed record PurchasePattern(string Item, string ZipCode, DateTimeOffset Date);

/// <summary>The points that a customer got for a purchase, and has in all.</summary>
public sealed record Reward(string CustomerId, int Points, int TotalPoints);

/// <summary>Purchases of one customer in both departments within twenty minutes: worth a coupon.</summary>
public sealed record CorrelatedPurchase(string CustomerId, string Coffee, string Electronics, decimal Total);

/// <summary>Where suspicious purchases are kept.</summary>
public interface ISecurityDatabase
{
    void Save(DateTimeOffset date, string employeeId, string item);
}

/// <summary>
/// A chain of shops: from one stream of purchases come patterns for the planners, reward points, purchases by date for the archive, a stream
/// for each department, coupons for those who buy in two of them, and reports of suspected fraud.
/// </summary>
[Topology("gmart")]
public partial class GMart(ISecurityDatabase security)
{
    private const string SuspectedEmployee = "000000";

    /// <summary>By shop. Purchases join by when they were made, not by when they were sent.</summary>
    [Source("transactions", TimestampExtractor = nameof(DateOf))] private partial Stream<string, Purchase> Transactions { get; }

    private static long DateOf(Purchase purchase) => purchase.Date.ToUnixTimeMilliseconds();

    [MapValues(nameof(Transactions)), Sink("purchases")]
    private static Purchase Masked(Purchase purchase) => purchase.Masked();

    [MapValues(nameof(Masked)), Sink("patterns")]
    private static PurchasePattern Pattern(Purchase purchase) => new(purchase.Item, purchase.ZipCode, purchase.Date);

    /// <summary>All purchases of a customer go to one task, which has the customer's points.</summary>
    [Repartition(nameof(Masked), Partitioner = nameof(ByCustomerId))] private partial Stream<string, Purchase> ByCustomer { get; }

    private static int ByCustomerId(string shop, Purchase purchase, int partitions) => Partition.Of(purchase.CustomerId, partitions);

    [StateStore("rewards-points")] private partial KeyValueStore<string, int> Points { get; }

    [ProcessValues(nameof(ByCustomer)), Sink("rewards")]
    private static Reward Rewards(Purchase purchase, KeyValueStore<string, int> points)
    {
        int earned = (int)purchase.Price;
        int total = points.Get(purchase.CustomerId) + earned;
        points.Put(purchase.CustomerId, total);
        return new(purchase.CustomerId, earned, total);
    }

    [Filter(nameof(Masked))]
    private static bool Expensive(Purchase purchase) => purchase.Price > 5.00m;

    [SelectKey(nameof(Expensive)), Sink("expensive-by-date")]
    private static long ByDate(Purchase purchase) => purchase.Date.ToUnixTimeMilliseconds();

    [SelectKey(nameof(Masked))]
    private static string CustomerKey(Purchase purchase) => purchase.CustomerId;

    [Branch(nameof(CustomerKey)), Sink("coffee")]
    private static bool Coffee(Purchase purchase) => purchase.Department == "coffee";

    [Branch(nameof(CustomerKey)), Sink("electronics")]
    private static bool Electronics(Purchase purchase) => purchase.Department == "electronics";

    [Join(nameof(Coffee), nameof(Electronics)), Window(Within = "20m"), Sink("coupons")]
    private static CorrelatedPurchase Coupon(Purchase coffee, Purchase electronics) =>
        new(coffee.CustomerId, coffee.Item, electronics.Item, coffee.Price + electronics.Price);

    [Filter(nameof(Masked))]
    private static bool Suspicious(Purchase purchase) => purchase.EmployeeId == SuspectedEmployee;

    [ForEach(nameof(Suspicious))]
    private void Report(Purchase purchase) => security.Save(purchase.Date, purchase.EmployeeId, purchase.Item);
}
