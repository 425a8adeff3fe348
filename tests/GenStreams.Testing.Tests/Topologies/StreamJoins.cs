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

[Topology("join")]
public partial class RekeyedPairs
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [SelectKey(nameof(Left))] private static string? LeftByValue(string? value) => value == "?" ? null : value?[..1];

    [SelectKey(nameof(Right))] private static string? RightByValue(string? value) => value == "?" ? null : value?[..1];

    [Join(nameof(LeftByValue), nameof(RightByValue), Kind = JoinKind.Outer), Window(Within = "100ms"), Sink("out")]
    private static string Pair(string? key, string? left, string? right) => $"{key}:{left}/{right}";
}

/// <summary>The left side has bytes for keys, the right one texts; values are numbers and bytes.</summary>
[Topology("join")]
public partial class MixedPairs
{
    [Source("left")] private partial Stream<byte[], int> Left { get; }

    [Source("right")] private partial Stream<string, byte[]> Right { get; }

    [Filter(nameof(Right))] private static bool Some(string key, ReadOnlySpan<byte> value) => key.Length > 0 && value.Length > 0;

    [MapValues(nameof(Left))] private static long? Twice(int value) => value * 2L;

    [Join(nameof(Twice), nameof(Some), Kind = JoinKind.Outer), Window(Within = "100ms"), Sink("out")]
    private static string? Pair(string key, long? left, ReadOnlySpan<byte> right) => $"{key}:{left}/{right.Length}";
}
