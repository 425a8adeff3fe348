namespace GenStreams.Testing.Tests.Topologies;

/// <summary>An order, serialised by a codec that the compiler writes.</summary>
public sealed record Order(string Customer, decimal Price, int Quantity);

/// <summary>What a customer has ordered.</summary>
public sealed record Turnover(decimal Total, int Orders);

/// <summary>Gives the rate of a customer's discount.</summary>
public interface IDiscounts
{
    decimal Of(string customer);
}

/// <summary>Generated code with types of the user, a service, a repartition topic, a state store and two outputs of one stream.</summary>
[Topology("orders")]
public partial class Orders(IDiscounts discounts)
{
    [Source("orders")]
    private partial Stream<long, Order> Placed { get; }

    [MapValues(nameof(Placed)), Sink("discounted")]
    private Order Discounted(Order order) => order with { Price = order.Price * (1 - discounts.Of(order.Customer)) };

    [Filter(nameof(Placed)), Sink("valid")]
    private static bool Valid(Order order) => order.Quantity > 0 ? true : throw new ArgumentException($"{order.Quantity} pieces");

    [SelectKey(nameof(Discounted))]
    private static string ByCustomer(Order order) => order.Customer;

    [Aggregate(nameof(ByCustomer), Store = "turnovers", Initializer = nameof(Nothing)), Sink("turnovers")]
    private static Turnover Added(Turnover turnover, Order order) =>
        new(turnover.Total + (order.Price * order.Quantity), turnover.Orders + 1);

    private static Turnover Nothing() => new(0, 0);
}
