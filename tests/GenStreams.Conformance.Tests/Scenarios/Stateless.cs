namespace GenStreams.Conformance.Tests.Scenarios;

[Topology("app")]
public partial class StatelessMapValues
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [MapValues(nameof(In)), Sink("out")] private static string? Upper(string? value) => value?.ToUpperInvariant();
}

[Topology("app")]
public partial class StatelessFilter
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Filter(nameof(In)), Sink("even")] private static bool Even(string? value) => value is not null && Values.IsEven(value);

    [FilterNot(nameof(In)), Sink("odd")]
    private static bool NotEven(string? key, string? value) => value is not null && Values.IsEven(value);
}

[Topology("app")]
public partial class StatelessFlatMapValues
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [FlatMapValues(nameof(In)), Sink("out")]
    private static void Words(string? line, Output<string> words)
    {
        foreach (string word in line?.ToLowerInvariant().Split(' ') ?? [])
        {
            words.Emit(word);
        }
    }
}

[Topology("app")]
public partial class StatelessFlatMap
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [FlatMap(nameof(In)), Sink("out")]
    private static void KeysOfWords(string? key, string? line, Output<string, string> records)
    {
        foreach (string word in line?.Split(' ') ?? [])
        {
            records.Emit(word, key ?? "null");
        }
    }
}

[Topology("app")]
public partial class StatelessMap
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Map(nameof(In)), Sink("out")] private static (string? Key, string? Value) Swapped(string? key, string? value) => (value, key);
}

[Topology("app")]
public partial class StatelessBranch
{
    [Source("in")] private partial Stream<string?, string?> In { get; }

    [Branch(nameof(In)), Sink("low")] private static bool Low(string? value) => value is not null && Values.Number(value) < 30;

    [Branch(nameof(In)), Sink("mid")] private static bool Mid(string? value) => value is not null && Values.Number(value) < 60;

    [Branch(nameof(In), Default = true), Sink("high")] private partial Stream<string?, string?> High { get; }
}

[Topology("app")]
public partial class StatelessMerge
{
    [Source("one")] private partial Stream<string?, string?> One { get; }

    [Source("two")] private partial Stream<string?, string?> Two { get; }

    [Merge(nameof(One), nameof(Two)), Sink("out")] private partial Stream<string?, string?> Both { get; }
}

[Topology("app")]
public partial class StatelessDynamicTopic
{
    [Source("in"), Sink(TopicSelector = nameof(ByParity))] private partial Stream<string?, string> In { get; }

    private static string ByParity(string? key, string value, RecordContext context) => Values.IsEven(value) ? "even" : "odd";
}
