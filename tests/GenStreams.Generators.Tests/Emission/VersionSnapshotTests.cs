namespace GenStreams.Generators.Tests.Emission;

/// <summary>How generated tasks look that keep versions, or hold records back.</summary>
public class VersionSnapshotTests
{
    private const string Numbers = """
        [Source("in")] private partial Stream<string, int> In { get; }
        """;

    private const string Versions = """
        [Source("rows", HistoryRetention = "1h")] private partial Table<string, string> Rows { get; }
        """;

    [Theory]
    [InlineData("VersionedTable", Versions + """
        [Filter(nameof(Rows)), Sink("out")] private static bool Long(string value) => value.Length > 10;
        """)]
    [InlineData("StreamVersionedTableJoin", Numbers + Versions + """
        [Join(nameof(In), nameof(Rows), Kind = JoinKind.Left), Sink("out")] private static string Named(int value, string? name) => name + value;
        """)]
    [InlineData("StreamVersionedTableJoinWithGrace", Numbers + Versions + """
        [Join(nameof(In), nameof(Rows), Grace = "5s"), Sink("out")] private static string Named(int value, string name) => name + value;
        """)]
    [InlineData("StreamVersionedTableLeftJoinWithGrace", Numbers + Versions + """
        [Join(nameof(In), nameof(Rows), Kind = JoinKind.Left, Grace = "5s"), Sink("out")] private static string Named(int value, string? name) => name + value;
        """)]
    [InlineData("JoinOfVersionedTables", Versions + """
        [Source("more", Store = "more", HistoryRetention = "10s")] private partial Table<string, string> More { get; }
        [MapValues(nameof(Rows))] private static string Upper(string value) => value.ToUpperInvariant();
        [Join(nameof(Upper), nameof(More)), Sink("out")] private static string Both(string left, string right) => left + right;
        """)]
    [InlineData("VersionedStore", Numbers + """
        [StateStore("prices", HistoryRetention = "1d")] private partial VersionedKeyValueStore<string, int> Prices { get; }
        [ProcessValues(nameof(In)), Sink("out")] private static int Before(string key, int value, RecordContext context, VersionedKeyValueStore<string, int> prices)
        {
            prices.Put(key, value);
            return prices.GetAsOf(key, context.Timestamp - 1000);
        }
        """)]
    [InlineData("RowsWithRetention", Numbers + """
        [Source("rows", Retention = "1h")] private partial Table<string, string> Rows { get; }
        [Count(nameof(In), Retention = "7d"), Sink("counts")] private partial Table<string, long> Counts { get; }
        [StateStore("seen", Retention = "1d", Persistent = true)] private partial KeyValueStore<string, int> Seen { get; }
        [ProcessValues(nameof(In))] private static int Before(string key, int value, KeyValueStore<string, int> seen) => seen.Get(key);
        [Join(nameof(Before), nameof(Rows)), Sink("out")] private static string Named(int value, string name) => name + value;
        """)]
    [InlineData("SuppressUntilTimeLimit", """
        [Source("in")] private partial Table<string, string> In { get; }
        [Suppress(nameof(In), UntilTimeLimit = "10s", MaxRecords = 100, EmitEarlyWhenFull = true), Sink("out")] private partial Table<string, string> Slower { get; }
        """)]
    [InlineData("SuppressUntilWindowCloses", Numbers + """
        [Count(nameof(In)), Window(Tumbling = "5s", Grace = "2s")] private partial WindowedTable<string, long> Counts { get; }
        [Suppress(nameof(Counts), UntilWindowCloses = true), Sink("out")] private partial WindowedTable<string, long> Final { get; }
        """)]
    [InlineData("JoinOfSuppressed", Numbers + """
        [Source("rows")] private partial Table<string, string> Rows { get; }
        [Suppress(nameof(Rows), UntilTimeLimit = "10s")] private partial Table<string, string> Slower { get; }
        [Join(nameof(In), nameof(Slower)), Sink("out")] private static string Named(int value, string name) => name + value;
        """)]
    public void Operator(string name, string members) => Snapshot.Match(GeneratedCode.Tasks(members), name);

    [Fact]
    public void Topology() => Snapshot.Match(GeneratedCode.TopologyFile("""
        [Source("in")] private partial Stream<string, int> In { get; }
        [Source("rows", HistoryRetention = "1h")] public partial Table<string, string> Rows { get; }
        [StateStore("prices", HistoryRetention = "1d")] public partial VersionedKeyValueStore<string, int> Prices { get; }
        [ProcessValues(nameof(In))] private static int Before(string key, int value, VersionedKeyValueStore<string, int> prices) => value;
        [Join(nameof(Before), nameof(Rows), Grace = "5s", Name = "named")] private static string Named(int value, string name) => name + value;
        [GroupBy(nameof(Named))] private static string ByName(string name) => name;
        [Count(nameof(ByName)), Window(Session = "5s", Grace = "2s")] private partial WindowedTable<string, long> Counts { get; }
        [Suppress(nameof(Counts), UntilWindowCloses = true, MaxBytes = 1000), Sink("out")] private partial WindowedTable<string, long> Final { get; }
        """));
}
