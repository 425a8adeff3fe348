namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinStreamVersionedTable
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right", Store = "v", HistoryRetention = "20s")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamVersionedTableGrace
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right", Store = "v", HistoryRetention = "20s")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Grace = "5s", Name = "j"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class TableSuppressTimeLimit
{
    [Source("in")] private partial Table<string, string> In { get; }

    [Suppress(nameof(In), UntilTimeLimit = "10s"), Sink("out")] private partial Table<string, string> Slower { get; }
}

[Topology("app")]
public partial class TableSuppressMaxRecords
{
    [Source("in")] private partial Table<string, string> In { get; }

    [Suppress(nameof(In), UntilTimeLimit = "60s", MaxRecords = 2, EmitEarlyWhenFull = true), Sink("out")]
    private partial Table<string, string> Slower { get; }
}

[Topology("app")]
public partial class JoinTableTableVersioned
{
    [Source("left", Store = "l", HistoryRetention = "20s")] private partial Table<string, string> Left { get; }

    [Source("right", Store = "r", HistoryRetention = "20s")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Sink("out")] private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class WindowSuppressFinal
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "5s", Grace = "2s")] private partial WindowedTable<string, long> Counts { get; }

    [Suppress(nameof(Counts), UntilWindowCloses = true)] private partial WindowedTable<string, long> Final { get; }

    [MapValues(nameof(Final)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowSessionSuppressFinal
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Session = "4s", Grace = "2s")] private partial WindowedTable<string, long> Counts { get; }

    [Suppress(nameof(Counts), UntilWindowCloses = true)] private partial WindowedTable<string, long> Final { get; }

    [MapValues(nameof(Final)), Sink("out")] private static string Text(long count) => Values.Text(count);
}
