namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinStreamTableInner
{
    [Source("left")] partial Stream<string?, string?> Left { get; }

    [Source("right")] partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Sink("out")] static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamTableLeft
{
    [Source("left")] partial Stream<string?, string?> Left { get; }

    [Source("right")] partial Table<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Sink("out")]
    static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinGlobalInner
{
    [Source("left")] partial Stream<string?, string?> Left { get; }

    [Source("right")] partial GlobalTable<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), KeySelector = nameof(ByForeignKey)), Sink("out")]
    static string Pair(string left, string right) => Values.Pair(left, right);

    static string? ByForeignKey(string? key, string? value) => Values.ForeignKey(value);
}

[Topology("app")]
public partial class JoinGlobalLeft
{
    [Source("left")] partial Stream<string?, string?> Left { get; }

    [Source("right")] partial GlobalTable<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right), KeySelector = nameof(ByForeignKey), Kind = JoinKind.Left), Sink("out")]
    static string Pair(string left, string? right) => Values.Pair(left, right);

    static string? ByForeignKey(string? key, string? value) => Values.ForeignKey(value);
}
