namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class TableToStream
{
    [Source("in")] partial Table<string, string> In { get; }

    [ToStream(nameof(In)), Sink("out")] partial Stream<string, string?> Changes { get; }
}

[Topology("app")]
public partial class TableFilter
{
    [Source("in")] partial Table<string, string> In { get; }

    [Filter(nameof(In)), Sink("out")] static bool Even(string value) => Values.IsEven(value);
}

[Topology("app")]
public partial class TableFilterMaterialized
{
    [Source("in", Store = "source")] partial Table<string, string> In { get; }

    [Filter(nameof(In), Store = "even"), Sink("out")] static bool Even(string value) => Values.IsEven(value);
}

[Topology("app")]
public partial class TableMapValues
{
    [Source("in")] partial Table<string, string> In { get; }

    [MapValues(nameof(In)), Sink("out")] static string Exclaimed(string value) => value + "!";
}

[Topology("app")]
public partial class TableToTable
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [SelectKey(nameof(In))] static string FirstLetter(string? value) => value is null ? "none" : value[..1];

    [ToTable(nameof(FirstLetter)), Sink("out")] partial Table<string, string> Latest { get; }
}

[Topology("app")]
public partial class TableAsRepartitioned
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [SelectKey(nameof(In))] static string? ByForeignKey(string? value) => Values.ForeignKey(value);

    [Repartition(nameof(ByForeignKey), Partitions = 2, Partitioner = nameof(ByLetter))] partial Stream<string, string> Spread { get; }

    static int ByLetter(string key, string? value, int partitions) => key[0] % partitions;

    [ToTable(nameof(Spread), Store = "latest")] partial Table<string, string> Latest { get; }

    [ToStream(nameof(Latest)), Sink("out")] partial Stream<string, string?> Changes { get; }
}
