namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Tables of texts of <c>a</c> and <c>b</c>, in all the ways that rows are deleted that were never there.</summary>
[Topology("app")]
public partial class AbsentInSource
{
    [Source("a", Store = "s")] private partial Table<string, string> A { get; }

    [ToStream(nameof(A)), Sink("out")] private partial Stream<string, string?> Out { get; }
}

[Topology("app")]
public partial class AbsentInToTable
{
    [Source("a")] private partial Stream<string, string?> A { get; }

    [ToTable(nameof(A), Store = "t"), Sink("out")] private partial Table<string, string?> Latest { get; }
}

[Topology("app")]
public partial class AbsentInFilter
{
    [Source("a", Store = "s")] private partial Table<string, string> A { get; }

    [Filter(nameof(A), Store = "f"), Sink("out")] private static bool IsNoZero(string value) => value != "0";
}

/// <summary>What was there before the filter is not known: the source has no store.</summary>
[Topology("app")]
public partial class AbsentInFilterOfSource
{
    [Source("a")] private partial Table<string, string> A { get; }

    [Filter(nameof(A), Store = "f"), Sink("out")] private static bool IsNoZero(string value) => value != "0";
}

[Topology("app")]
public partial class AbsentInMapping
{
    [Source("a")] private partial Table<string, string> A { get; }

    [MapValues(nameof(A), Store = "f"), Sink("out")] private static string? NoZero(string value) => value == "0" ? null : value;
}

[Topology("app")]
public partial class AbsentInJoin
{
    [Source("a")] private partial Table<string, string> A { get; }

    [Source("b")] private partial Table<string, string> B { get; }

    [Join(nameof(A), nameof(B), Store = "j"), Sink("out")] private static string Both(string left, string right) => left + right;
}

[Topology("app")]
public partial class AbsentInLeftJoin
{
    [Source("a")] private partial Table<string, string> A { get; }

    [Source("b")] private partial Table<string, string> B { get; }

    [Join(nameof(A), nameof(B), Kind = JoinKind.Left, Store = "j"), Sink("out")]
    private static string Both(string left, string? right) => left + (right ?? "null");
}

[Topology("app")]
public partial class AbsentInOuterJoin
{
    [Source("a")] private partial Table<string, string> A { get; }

    [Source("b")] private partial Table<string, string> B { get; }

    [Join(nameof(A), nameof(B), Kind = JoinKind.Outer, Store = "j"), Sink("out")]
    private static string Both(string? left, string? right) => (left ?? "null") + (right ?? "null");
}

[Topology("app")]
public partial class AbsentInForeignKeyJoin
{
    [Source("a")] private partial Table<string, string> A { get; }

    [Source("b")] private partial Table<string, string> B { get; }

    [Join(nameof(A), nameof(B), ForeignKey = nameof(KeyOf), Store = "j"), Sink("out")]
    private static string Both(string left, string right) => left + right;

    private static string KeyOf(string value) => "k";
}

[Topology("app")]
public partial class AbsentInAggregate
{
    [Source("a")] private partial Stream<string, string> A { get; }

    [Aggregate(nameof(A), Initializer = nameof(Empty)), Sink("out")]
    private static string? Joined(string? joined, string value) => value == "0" ? null : joined + value;

    private static string Empty() => "";
}

[Topology("app")]
public partial class AbsentInReduction
{
    [Source("a")] private partial Stream<string, string> A { get; }

    [Reduce(nameof(A)), Sink("out")] private static string? Joined(string? joined, string? value) => value == "0" ? null : joined + value;
}

[Topology("app")]
public partial class AbsentInGroups
{
    [Source("a")] private partial Table<string, string> A { get; }

    [GroupBy(nameof(A))] private static string Group(string key, string value) => "g";

    [Aggregate(nameof(Group), Initializer = nameof(Empty), Subtractor = nameof(Less)), Sink("out")]
    private static string? More(string? joined, string value) => value == "0" ? null : joined + value;

    private static string? Less(string? joined, string value) => null;

    private static string Empty() => "";
}

[Topology("app")]
public partial class AbsentInWindows
{
    [Source("a")] private partial Stream<string, string> A { get; }

    [Aggregate(nameof(A), Initializer = nameof(Empty)), Window(Tumbling = "100ms")]
    private static string? Joined(string? joined, string value) => value == "0" ? null : joined + value;

    [ToStream(nameof(Joined))] private partial Stream<Windowed<string>, string?> Windows { get; }

    [SelectKey(nameof(Windows)), Sink("out")] private static string Plain(Windowed<string> key, string? value) => key.Key;

    private static string Empty() => "";
}

[Topology("app")]
public partial class AbsentInSlidingWindows
{
    [Source("a")] private partial Stream<string, string> A { get; }

    [Aggregate(nameof(A), Initializer = nameof(Empty)), Window(Sliding = "100ms")]
    private static string? Joined(string? joined, string value) => value == "0" ? null : joined + value;

    [ToStream(nameof(Joined))] private partial Stream<Windowed<string>, string?> Windows { get; }

    [SelectKey(nameof(Windows)), Sink("out")] private static string Plain(Windowed<string> key, string? value) => key.Key + key.Start;

    private static string Empty() => "";
}

[Topology("app")]
public partial class AbsentInSessions
{
    [Source("a")] private partial Stream<string, string> A { get; }

    [Aggregate(nameof(A), Initializer = nameof(Empty), Merger = nameof(Both)), Window(Session = "100ms")]
    private static string? Joined(string? joined, string value) => value == "0" ? null : joined + value;

    [ToStream(nameof(Joined))] private partial Stream<Windowed<string>, string?> Windows { get; }

    [SelectKey(nameof(Windows)), Sink("out")] private static string Plain(Windowed<string> key, string? value) => $"{key.Key}{key.Start}-{key.End}";

    private static string? Empty() => "";

    private static string? Both(string? left, string? right) => left + right;
}

[Topology("app")]
public partial class AbsentInVersions
{
    [Source("a", HistoryRetention = "1s")] private partial Table<string, string> A { get; }

    [ToStream(nameof(A)), Sink("out")] private partial Stream<string, string?> Out { get; }
}
