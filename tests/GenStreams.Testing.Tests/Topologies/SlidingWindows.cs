namespace GenStreams.Testing.Tests.Topologies;

[Topology("app")]
public partial class SlidingTexts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(First)), Window(Sliding = "50ms", Grace = "100ms"), Sink("out")]
    private static string Text(string text, string value) => $"{text}+{value}";

    private static string First() => "";
}

[Topology("app")]
public partial class SlidingReductions
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Window(Sliding = "50ms", Grace = "100ms"), Sink("out")]
    private static string Joined(string left, string right) => $"{left}+{right}";
}

[Topology("app")]
public partial class SlidingCounts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Sliding = "50ms", Grace = "100ms"), Sink("out")]
    public partial WindowedTable<string, long> Counts { get; }
}

[Topology("app")]
public partial class SlidingOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Sliding = "50ms", Grace = "100ms", Emit = Emit.OnClose), Sink("out")]
    private partial WindowedTable<string, long> Counts { get; }
}
