namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class ProcessValuesWithStore
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [StateStore("points")] private partial KeyValueStore<string, long> Points { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private static void Totals(string? key, string? value, KeyValueStore<string, long> points, Output<string> totals)
    {
        if (key is null || value is null)
        {
            return;
        }

        long total = points.Get(key) + Values.Number(value);
        points.Put(key, total);
        totals.Emit($"{value}:{Values.Text(total)}");
    }
}

[Topology("app")]
public partial class ProcessNamedChildren
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Output, Sink("domestic-sales")] private partial Stream<string?, string> Domestic { get; }

    [Output, Sink("international-sales")] private partial Stream<string?, string> International { get; }

    [Process(nameof(In))]
    private static void Sort(string? key, string? value, Output<string?, string> domestic, Output<string?, string> international)
    {
        if (value is null)
        {
            return;
        }

        long number = Values.Number(value);
        if (number < 50)
        {
            domestic.Emit(key, value);
        }
        else
        {
            international.Emit(key, Values.Text(number * 2));
        }
    }
}

[Topology("app")]
public partial class ProcessPunctuateWallClock
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [StateStore("performance")] private partial KeyValueStore<string, string> Performance { get; }

    [Process(nameof(In))]
    private static void Keep(string? key, string? value, KeyValueStore<string, string> performance)
    {
        if (key is not null)
        {
            performance.Put(key, value);
        }
    }

    [Punctuate("10s", Time = PunctuationTime.WallClock), Sink("out")]
    private static void Publish(Punctuation punctuation, KeyValueStore<string, string> performance, Output<string, string> published)
    {
        foreach (var (key, value) in performance.All())
        {
            published.Emit(key, $"{value}@{Values.Text(punctuation.Timestamp)}", punctuation.Timestamp);
        }
    }
}

[Topology("app")]
public partial class ProcessPunctuateStreamTime
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [StateStore("performance")] private partial KeyValueStore<string, string> Performance { get; }

    [Process(nameof(In))]
    private static void Keep(string? key, string? value, KeyValueStore<string, string> performance)
    {
        if (key is not null)
        {
            performance.Put(key, value);
        }
    }

    [Punctuate("10s"), Sink("out")]
    private static void Publish(Punctuation punctuation, KeyValueStore<string, string> performance, Output<string, string> published)
    {
        foreach (var (key, value) in performance.All())
        {
            published.Emit(key, $"{value}@{Values.Text(punctuation.Timestamp)}");
        }
    }
}

[Topology("app")]
public partial class TimeExtractor
{
    [Source("in", TimestampExtractor = nameof(TimeOf))] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In)), Window(Tumbling = "10s", Grace = "20s")] private partial WindowedTable<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);

    private static long TimeOf(string? value) => 1000 * Values.Number(value!);
}

[Topology("app")]
public partial class TimeExtractorSkips
{
    [Source("in", TimestampExtractor = nameof(TimeOf), Timestamps = SourceTimestamps.LogAndSkipOnInvalid), Sink("out")]
    private partial Stream<string?, string?> In { get; }

    private static long TimeOf(string? value) => Values.Number(value!) is var number && number < 10 ? -1 : 1000 * number;
}
