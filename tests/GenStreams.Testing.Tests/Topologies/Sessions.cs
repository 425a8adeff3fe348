namespace GenStreams.Testing.Tests.Topologies;

[Topology("app")]
public partial class SessionCounts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Session = "100ms", Grace = "60ms"), Sink("out")]
    public partial WindowedTable<string, long> Counts { get; }
}

[Topology("app")]
public partial class SessionTexts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(First), Merger = nameof(Both)), Window(Session = "100ms", Grace = "60ms"), Sink("out")]
    private static string Text(string text, string key, string? value) => $"{text}+{key}{value ?? "null"}";

    private static string First() => "0";

    private static string Both(string key, string left, string right) => $"{left}&{key}{right}";
}

/// <summary>A session whose last value is a multiple of ten is deleted.</summary>
[Topology("app")]
public partial class SessionReductions
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Window(Session = "100ms", Grace = "60ms"), Sink("out")]
    private static string? Joined(string? left, string? right) => right is null || right.EndsWith('0') ? null : $"{left}+{right}";
}

[Topology("app")]
public partial class SessionBytes
{
    [Source("in")] private partial Stream<byte[]?, byte[]?> In { get; }

    [Reduce(nameof(In)), Window(Session = "100ms", Grace = "60ms"), Sink("out")]
    private static ReadOnlySpan<byte> Greater(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) < 0 ? right : left;
}

[Topology("app")]
public partial class SessionsOnClose
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Session = "100ms", Grace = "60ms", Emit = Emit.OnClose), Sink("out")]
    private partial WindowedTable<string, long> Counts { get; }
}

[Topology("app")]
public partial class SessionCogroup
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Source("other")] private partial Stream<string?, string?> Other { get; }

    [Aggregate(nameof(In), Initializer = nameof(First), Merger = nameof(Both)), Window(Session = "100ms", Grace = "60ms"), Sink("out")]
    private static string Text(string text, string? value) => $"{text}+{value}";

    [Cogroup(nameof(Other), nameof(Text))] private static string Less(string text, string? value) => $"{text}-{value}";

    private static string First() => "";

    private static string Both(string left, string right) => $"{left}&{right}";
}
