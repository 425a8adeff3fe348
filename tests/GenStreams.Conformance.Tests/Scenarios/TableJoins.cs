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
