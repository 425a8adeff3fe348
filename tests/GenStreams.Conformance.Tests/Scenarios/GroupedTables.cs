namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class TableGroupByAggregate
{
    [Source("in")] private partial Table<string, string> In { get; }

    [GroupBy(nameof(In))] private static string? ByForeignKey(string value) => Values.ForeignKey(value);

    [Aggregate(nameof(ByForeignKey), Initializer = nameof(Nothing), Subtractor = nameof(Without))]
    private static string With(string all, string value) => $"{all}+{value}";

    [MapValues(nameof(With)), Sink("out")] private static string Shown(string all) => Values.End(all);

    private static string Without(string all, string value) => $"{all}-{value}";

    private static string Nothing() => "";
}

[Topology("app")]
public partial class TableGroupByCount
{
    [Source("in")] private partial Table<string, string> In { get; }

    [GroupBy(nameof(In))] private static (string?, string) ByForeignKey(string key, string value) => (Values.ForeignKey(value), value);

    [Count(nameof(ByForeignKey))] private partial Table<string, long> Counts { get; }

    [ToStream(nameof(Counts))] private partial Stream<string, long?> Changes { get; }

    [MapValues(nameof(Changes)), Sink("out")] private static string Text(long? count) => Values.Text(count ?? -1);
}

[Topology("app")]
public partial class TableGroupByReduce
{
    [Source("in")] private partial Table<string, string> In { get; }

    [GroupBy(nameof(In))] private static (string?, string) ByForeignKey(string value) => (Values.ForeignKey(value), value);

    [Reduce(nameof(ByForeignKey), Subtractor = nameof(Without))]
    private static string With(string all, string value) => $"{all}+{value}";

    [MapValues(nameof(With)), Sink("out")] private static string Shown(string all) => Values.End(all);

    private static string Without(string all, string value) => $"{all}-{value}";
}

/// <summary>The two greatest values of each group, the greatest first. A third that had to go does not come back.</summary>
[Topology("app")]
public partial class TableTopTwo
{
    [Source("in")] private partial Table<string, string> In { get; }

    [GroupBy(nameof(In))] private static string? ByForeignKey(string value) => Values.ForeignKey(value);

    [Aggregate(nameof(ByForeignKey), Initializer = nameof(Nothing), Subtractor = nameof(Without)), Sink("out")]
    private static string With(string all, string value) => string.Join(' ', All(all).Append(value).OrderDescending(StringComparer.Ordinal).Take(2));

    private static string Without(string all, string value)
    {
        var rest = All(all).ToList();
        rest.Remove(value);
        return string.Join(' ', rest);
    }

    private static string Nothing() => "";

    private static IEnumerable<string> All(string values) => values.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
