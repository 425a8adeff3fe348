namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class WindowSliding
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Window(Sliding = "4s", Grace = "3s"), Sink("out")]
    private static string Joined(string aggregate, string value) => Values.Sum(aggregate, value);

    private static string Zero() => "0";
}

[Topology("app")]
public partial class WindowSlidingDense
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Sliding = "10s")] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowSlidingOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Sliding = "4s", Grace = "2s", Emit = Emit.OnClose)]
    private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowSessionCount
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Session = "5s")] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class WindowSessionAggregate
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero), Merger = nameof(Both)), Window(Session = "3s", Grace = "10s"), Sink("out")]
    private static string Joined(string aggregate, string? value) => Values.Sum(aggregate, value);

    private static string Zero() => "0";

    private static string Both(string left, string right) => $"{left}&{right}";
}

[Topology("app")]
public partial class WindowSessionOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Session = "4s", Grace = "2s", Emit = Emit.OnClose)]
    private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class JoinSessionCountsResolved
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Source("names")] private partial GlobalTable<string, string> Names { get; }

    [Count(nameof(In)), Window(Session = "5s")] private partial WindowedTable<string, long> Counts { get; }

    [ToStream(nameof(Counts))] private partial Stream<Windowed<string>, long?> Changes { get; }

    [FlatMap(nameof(Changes))]
    private static void ByKey(Windowed<string> key, long? count, Output<string, long> output)
    {
        if (count is { } present)
        {
            output.Emit(key.Key, present);
        }
    }

    [Join(nameof(ByKey), nameof(Names), Kind = JoinKind.Left, KeySelector = nameof(Key)), Sink("out")]
    private static string Resolved(long count, string? name) => $"{Values.Text(count)}={name ?? "null"}";

    private static string Key(string key, long count) => key;
}
