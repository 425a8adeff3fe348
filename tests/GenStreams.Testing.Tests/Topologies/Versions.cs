namespace GenStreams.Testing.Tests.Topologies;

[Topology("versions")]
public partial class Versions
{
    [Source("views")] private partial Stream<string?, string?> Views { get; }

    [Source("names", HistoryRetention = "200ms")] public partial Table<string, string> Names { get; }

    [MapValues(nameof(Names))] private static string Upper(string name) => name.ToUpperInvariant();

    [Join(nameof(Views), nameof(Upper), Kind = JoinKind.Left), Sink("at-once")]
    private static string AtOnce(string view, string? name) => $"{view}/{name}";

    [Join(nameof(Views), nameof(Names), Kind = JoinKind.Left, Grace = "50ms"), Sink("later")]
    private static string Later(string view, string? name) => $"{view}/{name}";
}

[Topology("versioned-store")]
public partial class VersionedStore
{
    [Source("prices")] private partial Stream<string, string?> Prices { get; }

    [StateStore("history", HistoryRetention = "1m")] public partial VersionedKeyValueStore<string, string> History { get; }

    [ProcessValues(nameof(Prices)), Sink("before")]
    private static string? Before(string key, string? price, RecordContext context, VersionedKeyValueStore<string, string> history)
    {
        string? before = history.GetAsOf(key, context.Timestamp);
        return history.Put(key, price) ? before : "too late";
    }
}

[Topology("final")]
public partial class FinalCounts
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "100ms", Grace = "30ms")] private partial WindowedTable<string, long> Counts { get; }

    [Suppress(nameof(Counts), UntilWindowCloses = true), Sink("out")] private partial WindowedTable<string, long> Final { get; }
}

[Topology("slower")]
public partial class SlowerRows
{
    [Source("in")] private partial Table<string, string> In { get; }

    [Suppress(nameof(In), UntilTimeLimit = "10s")] private partial Table<string, string> Slower { get; }

    [Source("views")] private partial Stream<string, string> Views { get; }

    [GroupBy(nameof(Slower))] private static (string, string) ByLength(string value) => (value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), value);

    [Count(nameof(ByLength)), Sink("lengths")] private partial Table<string, long> Lengths { get; }

    [Join(nameof(Views), nameof(Slower), Kind = JoinKind.Left), Sink("seen")] private static string Seen(string view, string? row) => $"{view}/{row}";

    [ToStream(nameof(Slower))] private partial Stream<string, string?> Changes { get; }

    [MapValues(nameof(Changes)), Sink("origins")]
    private static string Origin(string? value, RecordContext context) =>
        $"{value} of {context.Topic} {context.Offset} at {context.Timestamp} with {context.Headers.Count}";
}
