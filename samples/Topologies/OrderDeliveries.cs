namespace GenStreams.Samples;

/// <summary>What was ordered of an article and how much of it has come.</summary>
public sealed record OpenOrder(int Ordered, int Delivered)
{
    /// <summary>What is still to come.</summary>
    public int Open => Ordered - Delivered;
}

/// <summary>
/// Orders and deliveries by article: two sums, each a table, and a join that follows whichever changes. A left join, since what was ordered
/// counts before anything of it has come.
/// </summary>
[Topology("order-deliveries")]
public partial class OrderDeliveries
{
    [Source("orders")] private partial Stream<string, int> Orders { get; }

    [Source("deliveries")] private partial Stream<string, int> Deliveries { get; }

    [Reduce(nameof(Orders), Store = "ordered")] private static int Ordered(int sum, int quantity) => sum + quantity;

    [Reduce(nameof(Deliveries), Store = "delivered")] private static int Delivered(int sum, int quantity) => sum + quantity;

    [Join(nameof(Ordered), nameof(Delivered), Kind = JoinKind.Left, Store = "open-orders"), Sink("open-orders")]
    private static OpenOrder Open(int ordered, int? delivered) => new(ordered, delivered ?? 0);
}
