namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinForeignKeyInner
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), ForeignKey = nameof(ByForeignKey)), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);

    private static string? ByForeignKey(string left) => Values.ForeignKey(left);
}

[Topology("app")]
public partial class JoinForeignKeyLeft
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), ForeignKey = nameof(ByForeignKey), Kind = JoinKind.Left), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);

    private static string? ByForeignKey(string left) => Values.ForeignKey(left);
}

[Topology("app")]
public partial class JoinForeignKeyByKey
{
    [Source("left")] private partial Table<string, string> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), ForeignKey = nameof(ByBoth), Name = "fkj"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);

    private static string ByBoth(string key, string left) => Values.ForeignKey(key, left);
}
