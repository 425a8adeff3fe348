namespace GenStreams.Testing.Tests.Topologies;

[Topology("join")]
public partial class InnerPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "100ms"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

[Topology("join")]
public partial class LeftPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Window(Within = "100ms", Grace = "50ms"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

[Topology("join")]
public partial class OuterPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Within = "100ms"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

[Topology("join")]
public partial class LaterOuterPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Before = "10ms", After = "300ms", Grace = "40ms"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

[Topology("join")]
public partial class EqualPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "0s"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

[Topology("join")]
public partial class FragilePairs
{
    [Source("left")] private partial Stream<string, string> Left { get; }

    [Source("right")] private partial Stream<string, string> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "100ms"), Sink("out")]
    private static string Pair(string left, string right) =>
        left == "bad" ? throw new InvalidOperationException("It is bad.") : $"{left}/{right}";
}
