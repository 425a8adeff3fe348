namespace GenStreams.Testing.Tests.Topologies;

[Topology("windows")]
public partial class TumblingTexts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In)), Window(Tumbling = "100ms"), Sink("out")]
    private static string All(string? all, string? value) => all is null ? $"{value}" : $"{all}+{value}";
}

[Topology("windows")]
public partial class HoppingTexts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In)), Window(Hopping = "100ms", Advance = "30ms", Grace = "50ms"), Sink("out")]
    private static string All(string? all, string? value) => all is null ? $"{value}" : $"{all}+{value}";
}

[Topology("windows")]
public partial class TumblingFinals
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In)), Window(Tumbling = "100ms", Grace = "70ms", Emit = Emit.OnClose), Sink("out")]
    private static string All(string? all, string? value) => all is null ? $"{value}" : $"{all}+{value}";
}

[Topology("windows")]
public partial class HoppingFinals
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In)), Window(Hopping = "100ms", Advance = "30ms", Emit = Emit.OnClose), Sink("out")]
    private static string All(string? all, string? value) => all is null ? $"{value}" : $"{all}+{value}";
}

[Topology("windows")]
public partial class Visits
{
    [Source("visits")] private partial Stream<string, string> Pages { get; }

    [Count(nameof(Pages), Store = "counts"), Window(Hopping = "10s", Advance = "5s", Retention = "1h"), Sink("per-page")]
    public partial WindowedTable<string, long> PerPage { get; }

    [SelectKey(nameof(Pages))] private static string ByVisitor(string visitor) => visitor;

    [Reduce(nameof(ByVisitor), Store = "last"), Window(Tumbling = "10s")]
    private static string Last(string last, string value) => value;

    [ToStream(nameof(Last))] private partial Stream<Windowed<string>, string> LastVisits { get; }

    [MapValues(nameof(LastVisits)), Sink("windows")] private static string Shown(Windowed<string> key, string value) => $"{key} {value}";
}

[Topology("balances")]
public partial class Balances
{
    [Source("orders")] private partial Stream<string, long> Orders { get; }

    [Source("refunds")] private partial Stream<long, string> Refunds { get; }

    [Aggregate(nameof(Orders)), Sink("out")] private static long Balance(long balance, long order) => balance + order;

    [Map(nameof(Refunds))] private static (string Customer, int Sum) ByCustomer(long sum, string customer) => (customer, (int)sum);

    [Cogroup(nameof(ByCustomer), nameof(Balance))] private static long Refund(long balance, int refund) => balance - refund;

    [MapValues(nameof(Balance)), Sink("signs")] private static string Sign(long balance) => balance < 0 ? "-" : "+";
}
