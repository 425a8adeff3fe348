namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class TableToStream
{
    [Source("in")] private partial Table<string, string> In { get; }

    [ToStream(nameof(In)), Sink("out")] private partial Stream<string, string?> Changes { get; }
}

[Topology("app")]
public partial class TableFilter
{
    [Source("in")] private partial Table<string, string> In { get; }

    [Filter(nameof(In)), Sink("out")] private static bool Even(string value) => Values.IsEven(value);
}

[Topology("app")]
public partial class TableFilterMaterialized
{
    [Source("in", Store = "source")] private partial Table<string, string> In { get; }

    [Filter(nameof(In), Store = "even"), Sink("out")] private static bool Even(string value) => Values.IsEven(value);
}

[Topology("app")]
public partial class TableMapValues
{
    [Source("in")] private partial Table<string, string> In { get; }

    [MapValues(nameof(In)), Sink("out")] private static string Exclaimed(string value) => value + "!";
}

[Topology("app")]
public partial class TableToTable
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [SelectKey(nameof(In))] private static string FirstLetter(string? value) => value is null ? "none" : value[..1];

    [ToTable(nameof(FirstLetter)), Sink("out")] private partial Table<string, string> Latest { get; }
}

[Topology("app")]
public partial class TableAsRepartitioned
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [SelectKey(nameof(In))] private static string? ByForeignKey(string? value) => Values.ForeignKey(value);

    [Repartition(nameof(ByForeignKey), Partitions = 2, Partitioner = nameof(ByLetter))]
    private partial Stream<string, string> Spread { get; }

    private static int ByLetter(string key, string? value, int partitions) => key[0] % partitions;

    [ToTable(nameof(Spread), Store = "latest")] private partial Table<string, string> Latest { get; }

    [ToStream(nameof(Latest)), Sink("out")] private partial Stream<string, string?> Changes { get; }
}
