namespace GenStreams.Generators.Tests.Emission;

/// <summary>How generated tasks look that aggregate in sessions and in sliding windows.</summary>
public class SessionSnapshotTests
{
    private const string Texts = """
        [Source("in")] private partial Stream<string, string> In { get; }
        """;

    [Theory]
    [InlineData("SessionCount", Texts + """
        [Count(nameof(In), Store = "visits"), Window(Session = "30m", Grace = "1m"), Sink("out")] private partial WindowedTable<string, long> Visits { get; }
        """)]
    [InlineData("SessionReduce", Texts + """
        [Reduce(nameof(In)), Window(Session = "30m")] private static string? Longer(string? left, string? right) => right?.Length > left?.Length ? right : left;
        [MapValues(nameof(Longer)), Sink("out")] private static int Length(Windowed<string> key, string value) => value.Length;
        """)]
    [InlineData("SessionReduceOfBytes", """
        [Source("in")] private partial Stream<string, byte[]> In { get; }
        [Reduce(nameof(In)), Window(Session = "30m"), Sink("out")] private static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => right;
        """)]
    [InlineData("SessionAggregate", Texts + """
        [Aggregate(nameof(In), Initializer = nameof(None), Merger = nameof(Both)), Window(Session = "30m", Retention = "1d"), Sink("out")]
        private static int Longest(int longest, string key, string? value, RecordContext context) => Math.Max(longest, value?.Length ?? 0);
        private static int None() => -1;
        private static int Both(string key, int left, int right) => Math.Max(left, right);
        """)]
    [InlineData("SessionOnClose", Texts + """
        [Count(nameof(In)), Window(Session = "30m", Emit = Emit.OnClose), Sink("out")] private partial WindowedTable<string, long> Visits { get; }
        """)]
    [InlineData("SlidingCount", Texts + """
        [Count(nameof(In), Store = "recent"), Window(Sliding = "5m", Grace = "1m"), Sink("out")] private partial WindowedTable<string, long> Recent { get; }
        """)]
    [InlineData("SlidingReduceOfBytes", """
        [Source("in")] private partial Stream<string, byte[]> In { get; }
        [Reduce(nameof(In)), Window(Sliding = "5m"), Sink("out")] private static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => right;
        """)]
    [InlineData("SlidingAggregateInPlace", Texts + """
        [Aggregate(nameof(In)), Window(Sliding = "5m"), Sink("out")] private static void Length(ref long length, string value) => length += value.Length;
        """)]
    [InlineData("SlidingOnClose", Texts + """
        [Count(nameof(In)), Window(Sliding = "5m", Grace = "1m", Emit = Emit.OnClose), Sink("out")] private partial WindowedTable<string, long> Recent { get; }
        """)]
    public void Operator(string name, string members) => Snapshot.Match(GeneratedCode.Tasks(members), name);
}
