namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinStreamTableInner
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Sink("out")] private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamTableLeft
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinGlobalInner
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial GlobalTable<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), KeySelector = nameof(ByForeignKey)), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);

    private static string? ByForeignKey(string? key, string? value) => Values.ForeignKey(value);
}

[Topology("app")]
public partial class JoinGlobalLeft
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial GlobalTable<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), KeySelector = nameof(ByForeignKey), Kind = JoinKind.Left), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);

    private static string? ByForeignKey(string? key, string? value) => Values.ForeignKey(value);
}
