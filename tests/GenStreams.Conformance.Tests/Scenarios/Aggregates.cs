namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class AggregateCount
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [Count(nameof(In))] partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class AggregateReduce
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Sink("out")] static string Joined(string aggregate, string value) => Values.Tail(aggregate + "+" + value);
}

[Topology("app")]
public partial class AggregateReduceDelete
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [Reduce(nameof(In)), Sink("out")]
    static string? JoinedOrDeleted(string aggregate, string value) => value[0] is >= 'A' and <= 'E' ? null : Values.Tail(aggregate + "+" + value);
}

[Topology("app")]
public partial class AggregateAggregate
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero)), Sink("out")]
    static string Joined(string aggregate, string value) => Values.Tail(aggregate + "+" + value);

    static string Zero() => "0";
}

[Topology("app")]
public partial class AggregateGroupBy
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [GroupBy(nameof(In))] static string? ByForeignKey(string? value) => Values.ForeignKey(value);

    [Count(nameof(ByForeignKey))] partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] static string Text(long count) => Values.Text(count);
}

[Topology("app")]
public partial class AggregateThenTableFilter
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [Count(nameof(In))] partial Table<string, long> Counts { get; }

    [Filter(nameof(Counts))] static bool Odd(long count) => count % 2 != 0;

    [ToStream(nameof(Odd))] partial Stream<string, long?> Changes { get; }

    [MapValues(nameof(Changes)), Sink("out")] static string? Text(long? count) => count is { } odd ? Values.Text(odd) : null;
}

[Topology("app")]
public partial class AggregateWordCount
{
    [Source("in")] partial Stream<string?, string?> In { get; }

    [FlatMapValues(nameof(In))]
    static void Words(string? line, Output<string> words)
    {
        foreach (string word in line?.ToLowerInvariant().Split(' ') ?? [])
        {
            words.Emit(word);
        }
    }

    [SelectKey(nameof(Words))] static string ByWord(string word) => word;

    [Filter(nameof(ByWord))] static bool NotThe(string word) => word != "the";

    [Count(nameof(NotThe))] partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] static string Text(long count) => Values.Text(count);
}
