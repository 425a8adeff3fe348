namespace GenStreams.Samples.Demo;

/// <summary>Orders and deliveries of two articles.</summary>
internal sealed class OrderDeliveriesDemo : TopologyDemo<OrderDeliveries>
{
    public override string Name => "order-deliveries";

    public override string About => "Two sums by article, what was ordered and what has come, are joined as tables: either changes the result.";

    protected override void Write(DemoInput<OrderDeliveries> input)
    {
        input.Add("orders", "bolt", 100, Start);
        input.Add("orders", "nut", 250, Start.AddSeconds(1));
        input.Add("deliveries", "bolt", 60, Start.AddSeconds(2));
        input.Add("orders", "bolt", 20, Start.AddSeconds(3));
        input.Add("deliveries", "nut", 250, Start.AddSeconds(4));
        input.Add("deliveries", "bolt", 10, Start.AddSeconds(5));
    }

    protected override void Show(DemoResults<OrderDeliveries> results, TextWriter output)
    {
        output.WriteLine("Article  ordered  delivered  open");
        foreach (var article in results.Of<string, OpenOrder>("open-orders").GroupBy(record => record.Key).OrderBy(group => group.Key))
        {
            var last = article.Last().Value!;
            output.WriteLine($"{article.Key,-7} {last.Ordered,8} {last.Delivered,10} {last.Open,5}");
        }
    }
}
