namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class WindowTumblingCount
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "5s")] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowTumblingGrace
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Window(Tumbling = "5s", Grace = "4s"), Sink("out")]
    private static string Joined(string aggregate, string? value) => Values.Sum(aggregate, value);

    private static string Zero() => "0";
}

[Topology("app")]
public partial class WindowHopping
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Window(Hopping = "5s", Advance = "1s"), Sink("out")]
    private static string Joined(string aggregate, string? value) => Values.Sum(aggregate, value);

    private static string Zero() => "0";
}

[Topology("app")]
public partial class WindowHoppingGrace
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Window(Hopping = "10s", Advance = "3s", Grace = "7s"), Sink("out")]
    private static string Joined(string aggregate, string? value) => Values.Sum(aggregate, value);
}

[Topology("app")]
public partial class WindowHoppingNulls
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Hopping = "5s", Advance = "2s")] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowTopPerWindow
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Window(Hopping = "10s", Advance = "5s")]
    private static string Greatest(string greatest, string value) => Values.Greater(greatest, value);

    [ToStream(nameof(Greatest))] private partial Stream<Windowed<string>, string> Changes { get; }

    [SelectKey(nameof(Changes))] private static string ByStart(Windowed<string> key, string value) => Values.Text(key.Start);

    [Reduce(nameof(ByStart)), Sink("out")] private static string Top(string top, string value) => Values.Greater(top, value);
}

[Topology("app")]
public partial class WindowTumblingOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "5s", Grace = "2s", Emit = Emit.OnClose)] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowHoppingOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Window(Hopping = "6s", Advance = "2s", Grace = "1s", Emit = Emit.OnClose), Sink("out")]
    private static string Joined(string aggregate, string? value) => Values.Sum(aggregate, value);

    private static string Zero() => "0";
}

[Topology("app")]
public partial class AggregateCogroup
{
    [Source("one")] private partial Stream<string?, string?> One { get; }

    [Source("two")] private partial Stream<string?, string?> Two { get; }

    [Aggregate(nameof(One), Initializer = nameof(Nothing)), Sink("out")]
    private static string FromOne(string aggregate, string value) => Values.Tail(aggregate + "1" + value);

    [Cogroup(nameof(Two), nameof(FromOne))]
    private static string FromTwo(string aggregate, string value) => Values.Tail(aggregate + "2" + value);

    private static string Nothing() => "";
}

[Topology("app")]
public partial class WindowCogroupTumbling
{
    [Source("one")] private partial Stream<string?, string?> One { get; }

    [Source("two")] private partial Stream<string?, string?> Two { get; }

    [Aggregate(nameof(One), Initializer = nameof(Nothing)), Window(Tumbling = "5s", Grace = "3s"), Sink("out")]
    private static string FromOne(string aggregate, string? value) => $"{aggregate}1{value ?? "null"}";

    [Cogroup(nameof(Two), nameof(FromOne))]
    private static string FromTwo(string aggregate, string? value) => $"{aggregate}2{value ?? "null"}";

    private static string Nothing() => "";
}
