namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class AggregateCount
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In))] private partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class AggregateReduce
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Sink("out")] private static string Joined(string aggregate, string value) => Values.Tail(aggregate + "+" + value);
}

[Topology("app")]
public partial class AggregateReduceDelete
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Sink("out")]
    private static string? JoinedOrDeleted(string aggregate, string value) =>
        value[0] is >= 'A' and <= 'E' ? null : Values.Tail(aggregate + "+" + value);
}

[Topology("app")]
public partial class AggregateAggregate
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Sink("out")]
    private static string Joined(string aggregate, string value) => Values.Tail(aggregate + "+" + value);

    private static string Zero() => "0";
}

[Topology("app")]
public partial class AggregateGroupBy
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [GroupBy(nameof(In))] private static string? ByForeignKey(string? value) => Values.ForeignKey(value);

    [Count(nameof(ByForeignKey))] private partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class AggregateThenTableFilter
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Count(nameof(In))] private partial Table<string, long> Counts { get; }

    [Filter(nameof(Counts))] private static bool Odd(long count) => count % 2 != 0;

    [ToStream(nameof(Odd))] private partial Stream<string, long?> Changes { get; }

    [MapValues(nameof(Changes)), Sink("out")] private static string? Text(long? count) => count is { } odd ? Values.Text(odd) : null;
}

[Topology("app")]
public partial class AggregateWordCount
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [FlatMapValues(nameof(In))]
    private static void Words(string? line, Output<string> words)
    {
        foreach (string word in line?.ToLowerInvariant().Split(' ') ?? [])
        {
            words.Emit(word);
        }
    }

    [SelectKey(nameof(Words))] private static string ByWord(string word) => word;

    [Filter(nameof(ByWord))] private static bool NotThe(string word) => word != "the";

    [Count(nameof(NotThe))] private partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => Values.Text(count);
}
