namespace GenStreams.Generators.Tests.Emission;

/// <summary>How generated tasks look that aggregate in time windows, or several streams into one table.</summary>
public class WindowSnapshotTests
{
    private const string Numbers = """
        [Source("in")] private partial Stream<string, int> In { get; }
        """;

    private const string Texts = """
        [Source("in")] private partial Stream<string?, string?> In { get; }
        """;

    [Theory]
    [InlineData("Count", Texts + """
        [Count(nameof(In)), Window(Tumbling = "5m"), Sink("out")] public partial WindowedTable<string, long> Counts { get; }
        """)]
    [InlineData("Reduce", Numbers + """
        [Reduce(nameof(In), Store = "sums"), Window(Hopping = "1h", Advance = "5m", Grace = "10m"), Sink("out")] private static int Sum(int sum, int value) => sum + value;
        """)]
    [InlineData("ReduceOfNullable", Texts + """
        [Reduce(nameof(In)), Window(Tumbling = "1d"), Sink("out")] private static string? Joined(string all, string? value) => value is null ? null : all + value;
        """)]
    [InlineData("Aggregate", Numbers + """
        [Aggregate(nameof(In), Initializer = nameof(Start)), Window(Hopping = "10s", Advance = "5s"), Sink("out")]
        private static string Joined(string all, string key, int value, RecordContext context) => all + key + value + context.Timestamp;
        private static string Start() => "";
        """)]
    [InlineData("AggregateInPlaceOnClose", Numbers + """
        [Aggregate(nameof(In)), Window(Tumbling = "10s", Emit = Emit.OnClose)] private static void Sum(ref long sum, int value) => sum += value;
        [ToStream(nameof(Sum))] private partial Stream<Windowed<string>, long> Sums { get; }
        [SelectKey(nameof(Sums)), Sink("out")] private static string Key(Windowed<string> window, long value) => window.Key;
        """)]
    [InlineData("Cogroup", Numbers + """
        [Source("texts")] private partial Stream<string, string> Texts { get; }
        [Aggregate(nameof(In)), Window(Tumbling = "10s"), Sink("out")] private static long Sum(long sum, int value) => sum + value;
        [SelectKey(nameof(Texts))] private static string ByText(string text) => text;
        [Cogroup(nameof(ByText), nameof(Sum))] private static long Lengths(long sum, string text) => sum + text.Length;
        """)]
    public void Operator(string name, string members) => Snapshot.Match(GeneratedCode.Tasks(members), name);

    [Fact]
    public void Topology() => Snapshot.Match(GeneratedCode.TopologyFile("""
        [Source("in")] private partial Stream<string, byte[]> In { get; }
        [Count(nameof(In), Store = "per-key"), Window(Hopping = "10s", Advance = "2s", Grace = "1m")] public partial WindowedTable<string, long> PerKey { get; }
        [SelectKey(nameof(In))] private static (int, string) ByLength(string key, ReadOnlySpan<byte> value) => (value.Length, key);
        [Count(nameof(ByLength)), Window(Tumbling = "10s", Retention = "1d", Emit = Emit.OnClose), Sink("out")] public partial WindowedTable<(int Length, string Key), long> PerLength { get; }
        """));
}
