using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Faults of processors, punctuators and timestamp extractors, beyond the examples of the pages.</summary>
public sealed class ProcessorTests
{
    private const string Lines = """
        [Source("lines")] partial Stream<string, string> Lines { get; }
        [StateStore("seen")] partial KeyValueStore<string, long> Seen { get; }
        [Process(nameof(Lines))] static void See(string key, KeyValueStore<string, long> seen) { }

        """;

    [Theory]
    [InlineData("[Process(nameof(Lines))] static {|GS3002:int|} F(string v) => 1;")]
    [InlineData("[Process(nameof(Lines))] static void F({|GS3001:int|} v) { }")]
    [InlineData("[Process(nameof(Lines))] static void {|GS1014:F|}() { }")]
    [InlineData("[Process(nameof(Lines))] static void F(string v, {|GS1014:Output<string>|} o) { }")]
    [InlineData("[Process(nameof(Lines))] static void F(string v, {|GS1014:Punctuation|} p) { }")]
    [InlineData("[Process(nameof(Lines))] static void F(string v, {|GS2014:Output<string, string>|} o) { }")]
    [InlineData("[Process(nameof(Lines)), Sink(\"b\")] static void F(string v, Output<string, string> o, {|GS2011:Output<string, long>|} p) { }")]
    [InlineData("[Process(nameof(Lines)), {|GS4009:Sink|}(\"b\")] static void F(string v) { }")]
    [InlineData("[Process(nameof(Lines)), Sink(\"b\")] static void F(string v, Output<string, {|GS3003:object|}> o) { }", "Output")]
    [InlineData("[Process(nameof(Lines))] static void F(string v, KeyValueStore<string, long> seen) { }")]
    [InlineData("[Process(nameof(Lines)), Sink(\"b\")] static void F(ReadOnlySpan<byte> key, string v, RecordContext c, CancellationToken s, Output<string, string?> o) { }")]
    [InlineData("[Process(nameof(Lines))] static void F(string v) { } [Filter({|GS4002:nameof(F)|}), Sink(\"b\")] static bool G(string v) => true;")]
    [InlineData("[Process({|GS4001:nameof(O)|})] static void F(string v, Output<string, string> o) { } [Output] partial Stream<string, string> O { get; }")]
    public void Processors(string members, string? kind = null)
    {
        if (kind == "Output")
        {
            members = members.Replace("Output<string, {|GS3003:object|}>", "{|GS3003:Output<string, object>|}", StringComparison.Ordinal);
        }

        MarkedProgram.AssertMembers(Lines + members);
    }

    [Theory]
    [InlineData("[Output] partial {|GS3004:Table<string, string>|} O { get; }")]
    [InlineData("[Output] partial Stream<string, string> {|GS4004:O|} { get; } [Process(nameof(Lines))] static void F(string v, Output<string, string> o) { }")]
    [InlineData("[Output, Sink(\"b\")] partial Stream<string, string> O { get; } [ProcessValues(nameof(Lines))] static void F(string v, Output<string, string> o) { }")]
    [InlineData("[Output, Sink(\"b\")] partial Stream<string, string> O { get; } [Process(nameof(Lines))] static void F(string v, Output<string, string?> o) { }")]
    [InlineData("[Output, Sink(\"b\")] partial Stream<string, {|GS3001:long|}> O { get; } [Process(nameof(Lines))] static void F(string v, Output<string, long> o) { } [Filter(nameof(O)), Sink(\"c\")] static bool G(string v) => true;", "Reader")]
    public void Outputs(string members, string? kind = null)
    {
        if (kind == "Reader")
        {
            members = members
                .Replace("{|GS3001:long|}", "long", StringComparison.Ordinal)
                .Replace("G(string v)", "G({|GS3001:string|} v)", StringComparison.Ordinal);
        }

        MarkedProgram.AssertMembers(Lines + members);
    }

    [Theory]
    [InlineData("[Punctuate(\"1s\")] static void F(KeyValueStore<string, long> seen) { }")]
    [InlineData("[Punctuate(\"1s\")] static void F(Punctuation p, KeyValueStore<string, long> seen, CancellationToken s) { }")]
    [InlineData("[Punctuate(\"1s\")] static void F(Punctuation p, KeyValueStore<string, long> seen, {|GS1014:RecordContext|} c) { }")]
    [InlineData("[Punctuate(\"1s\")] static void F(Punctuation p, KeyValueStore<string, long> seen, {|GS1014:string|} value) { }")]
    [InlineData("[Punctuate(\"1s\")] static void F(Punctuation p, KeyValueStore<string, long> seen, {|GS2014:Output<string, long>|} o) { }")]
    [InlineData("[{|GS5046:Punctuate|}(\"1s\")] static void F(Punctuation p, Output<string, long> o) { } [Output, Sink(\"b\")] partial Stream<string, long> O { get; }")]
    [InlineData("[Punctuate(\"1s\")] static void F(KeyValueStore<string, long> seen, Output<int, int> o) { } [Punctuate(\"2s\")] static void G(Output<int, int> o) { } [Output, Sink(\"b\")] partial Stream<int, int> O { get; }")]
    [InlineData("[Punctuate({|GS5001:\"10 s\"|})] static void F() { }")]
    public void Punctuators(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Fact]
    public void A_punctuator_that_brings_an_output_to_a_second_sub_topology() => MarkedProgram.AssertMembers(Lines + """
        [Source("more")] partial Stream<string, string> More { get; }
        [StateStore("other")] partial KeyValueStore<int, int> Other { get; }
        [Process(nameof(More))] static void Note(string key, KeyValueStore<int, int> other) { }
        [Output, Sink("b")] partial Stream<int, int> O { get; }
        [Punctuate("1s")] static void F(KeyValueStore<string, long> seen, Output<int, int> o) { }
        [Punctuate("1s")] static void G(KeyValueStore<int, int> other, {|GS5047:Output<int, int>|} o) { }
        """);

    [Theory]
    [InlineData("[Source(\"a\", TimestampExtractor = nameof(TimeOf)), Sink(\"b\")] partial Stream<string, string> A { get; } static long TimeOf(string? v) => 1;")]
    [InlineData("[Source(\"a\", TimestampExtractor = nameof(TimeOf)), Sink(\"b\")] partial Stream<string, string> A { get; } static long TimeOf({|GS3001:int|} v) => 1;")]
    [InlineData("[Source(\"a\", TimestampExtractor = {|GS2006:nameof(TimeOf)|}), Sink(\"b\")] partial Stream<string, string> A { get; } static int TimeOf(string v) => 1;")]
    [InlineData("[Source(\"a\", Timestamps = {|GS1023:SourceTimestamps.WallClock|})] partial GlobalTable<string, string> A { get; }")]
    [InlineData("[Source(\"a\", TimestampExtractor = {|GS1023:nameof(TimeOf)|})] public partial GlobalTable<string, string> A { get; } static long TimeOf(string v) => 1;")]
    [InlineData("[Source(\"a\", TimestampExtractor = nameof(TimeOf))] public partial Table<string, string> A { get; } long TimeOf(ReadOnlySpan<byte> key, string? v, RecordContext c) => 1;")]
    public void Timestamps(string members) => MarkedProgram.AssertMembers(Lines + members);
}
