namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>A stream-table join: two topics that must be shared out together.</summary>
[Topology("enrichment")]
public partial class Enrichment
{
    [Source("orders")]
    private partial Stream<string, string> Orders { get; }

    [Source("customers", Store = "customers")]
    public partial Table<string, string> Customers { get; }

    [Join(nameof(Orders), nameof(Customers)), Sink("enriched")]
    private static string Enriched(string order, string customer) => $"{order} of {customer}";
}
