namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinTableTableInner
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Sink("out")] private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinTableTableLeft
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinTableTableOuter
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Sink("out")]
    private static string Pair(string? left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinTableTableChain
{
    [Source("one")] private partial Table<string, string> One { get; }

    [Source("two")] private partial Table<string, string> Two { get; }

    [Source("three")] private partial Table<string, string> Three { get; }

    [Join(nameof(One), nameof(Two))] private static string Pair(string one, string two) => Values.Pair(one, two);

    [Join(nameof(Pair), nameof(Three), Kind = JoinKind.Left), Sink("out")]
    private static string Chain(string pair, string? three) => Values.Pair(pair, three);
}

/// <summary>
/// Kafka Streams' record cache still finds windows that are out of their store's retention, and the recordings have results of that: here
/// the stores keep them.
/// </summary>
[Topology("app")]
public partial class JoinWindowedCounts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "10s", Retention = "1h")] private partial WindowedTable<string, long> All { get; }

    [Filter(nameof(In))] private static bool First(string? value) => value is not null && value[0] <= 'M';

    [Count(nameof(First)), Window(Tumbling = "10s", Retention = "1h")] private partial WindowedTable<string, long> Firsts { get; }

    [Join(nameof(All), nameof(Firsts)), Sink("out")] private static string Pair(long all, long firsts) => $"{all}/{firsts}";
}
