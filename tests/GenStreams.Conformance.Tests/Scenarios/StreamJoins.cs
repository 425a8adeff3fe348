namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class JoinStreamStreamInner
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "5s"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamLeft
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Window(Within = "5s"), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamOuter
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Within = "5s"), Sink("out")]
    private static string Pair(string? left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamInnerGrace
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Within = "4s", Grace = "6s"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamLeftGrace
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Window(Within = "4s", Grace = "6s"), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamOuterGrace
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Within = "4s", Grace = "6s"), Sink("out")]
    private static string Pair(string? left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamInnerAsymmetric
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right)), Window(Before = "0s", After = "3s", Grace = "2s"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamLeftAsymmetric
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Left), Window(Before = "0s", After = "3s", Grace = "2s"), Sink("out")]
    private static string Pair(string left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamOuterAsymmetric
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [Join(nameof(Left), nameof(Right), Kind = JoinKind.Outer), Window(Before = "0s", After = "3s", Grace = "2s"), Sink("out")]
    private static string Pair(string? left, string? right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamSelf
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Join(nameof(In), nameof(In)), Window(Within = "3s", Grace = "2s"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinStreamStreamRekeyed
{
    [Source("left")] private partial Stream<string?, string?> Left { get; }

    [Source("right")] private partial Stream<string?, string?> Right { get; }

    [SelectKey(nameof(Left))] private static string? LeftByForeignKey(string? value) => Values.ForeignKey(value);

    [SelectKey(nameof(Right))] private static string? RightByForeignKey(string? value) => Values.ForeignKey(value);

    [Join(nameof(LeftByForeignKey), nameof(RightByForeignKey)), Window(Within = "5s"), Sink("out")]
    private static string Pair(string left, string right) => Values.Pair(left, right);
}

[Topology("app")]
public partial class JoinClickEnrichment
{
    [Source("views")] private partial Stream<string?, string?> Views { get; }

    [Source("searches")] private partial Stream<string?, string?> Searches { get; }

    [Source("profiles")] private partial Table<string, string> Profiles { get; }

    [Join(nameof(Views), nameof(Profiles), Kind = JoinKind.Left)]
    private static string WithProfile(string view, string? profile) => $"{view}@{profile ?? "null"}";

    [Join(nameof(WithProfile), nameof(Searches), Kind = JoinKind.Left), Window(Before = "0s", After = "1s"), Sink("out")]
    private static string WithSearch(string view, string? search) => $"{view}?{search ?? "null"}";
}

[Topology("app")]
public partial class JoinCoupons
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Filter(nameof(In))] private static bool Present(string? value) => value is not null;

    [SelectKey(nameof(Present))] private static string? ByForeignKey(string? value) => Values.ForeignKey(value);

    [Branch(nameof(ByForeignKey)), Sink("coffee")] private static bool Coffee(string? value) => value![0] <= 'M';

    [Branch(nameof(ByForeignKey), Default = true), Sink("electronics")] private partial Stream<string?, string?> Electronics { get; }

    [Join(nameof(Coffee), nameof(Electronics)), Window(Within = "20s"), Sink("out")]
    private static string Coupon(string coffee, string electronics) => Values.Pair(coffee, electronics);
}
