using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Faults of declarations, beyond the examples of the pages.</summary>
public sealed class DeclarationTests
{
    private const string Lines = "[Source(\"lines\"), Sink(\"copy\")] partial Stream<string, string> Lines { get; }\n";

    [Theory]
    [InlineData("[Source(\"a\"), Sink(\"b\")] partial Stream<string, string> {|GS1010:A|} { get; set; }")]
    [InlineData("[Source(\"a\"), Sink({|GS1009:\"b/c\"|})] partial Stream<string, string> A { get; }")]
    [InlineData("[Source({|GS1009:\"\"|}), Sink(\"b\")] partial Stream<string, string> A { get; }")]
    [InlineData("[Source(\"a\"), {|GS1017:Sink|}] partial Stream<string, string> A { get; }")]
    [InlineData("[Source(\"a\", {|GS5009:Store|} = \"s\"), Sink(\"b\")] partial Stream<string, string> A { get; }", "Store = \"s\"")]
    [InlineData("[Source(\"a\"), Sink(\"b\")] partial {|GS3004:KeyValueStore<string, string>|} A { get; }")]
    [InlineData("[Source(\"a\"), Sink(\"b\")] partial {|GS3004:Dictionary<string, string>|} A { get; }")]
    [InlineData("[Source(\"a\", TimestampExtractor = {|GS2005:\"TimeOf\"|}), Sink(\"b\")] partial Stream<string, string> A { get; }")]
    [InlineData("[Source(\"a\", TimestampExtractor = nameof(Time)), Sink(\"b\")] partial Stream<string, string> A { get; } static {|GS1030:async|} System.Threading.Tasks.Task<long> Time(string value) { await System.Threading.Tasks.Task.Yield(); return 1; }")]
    public void Sources(string members, string? storeText = null)
    {
        if (storeText is not null)
        {
            members = members.Replace("{|GS5009:Store|} = \"s\"", "Store = {|GS5009:\"s\"|}", StringComparison.Ordinal);
        }

        MarkedProgram.AssertMembers(members);
    }

    [Theory]
    [InlineData("[Topology({|GS1009:\"my app\"|}), Source(\"a\"), Sink(\"b\")] partial class A { [Filter] static bool F(string v) => true; }")]
    [InlineData("[Topology(\"t\"), {|GS1019:Sink|}(\"b\")] partial class A { [Source(\"a\"), Sink(\"c\")] partial Stream<int, int> S { get; } }")]
    [InlineData("[Topology(\"t\"), Source(\"a\", Retention = {|GS5062:\"1h\"|}), Sink(\"b\")] partial class A { [Count] partial Table<string, long> C { get; } }")]
    [InlineData("[Topology(\"t\"), {|GS1019:Source|}(\"a\"), Sink(\"b\")] partial class A { static bool F(string v) => true; }")]
    [InlineData("[Topology(\"t\"), Source(\"a\"), Sink(\"b\")] partial class A { [Filter] static {|GS3002:int|} F(string v) => 1; }")]
    [InlineData("[Topology(\"t\"), Source({|GS1009:\"a b\"|}), Sink(\"b\")] partial record A { [Filter] static bool F(string v) => true; }")]
    [InlineData("[Topology(\"t\"), Source(\"a\", TimestampExtractor = {|GS2005:\"TimeOf\"|}), Sink(\"b\")] partial class A { [Filter] static bool F(string v) => true; }")]
    [InlineData("[Topology(\"t\"), Source(\"a\", Store = {|GS5009:\"s\"|}), Sink(\"b\")] partial class A { [Filter] static bool F(string v) => true; }")]
    public void Classes(string program) => MarkedProgram.Assert(program);

    [Theory]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool {|GS1014:F|}() => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool {|GS1014:F|}<T>(string line) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool F(ref {|GS1014:string|} line) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool F(string line, {|GS1014:Output<string>|} output) => true;")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static bool F(string line, {|GS1014:KeyValueStore<string, string>|} store) => true;")]
    [InlineData("[FlatMapValues(nameof(Lines)), Sink(\"b\")] static void {|GS1014:F|}(string line) { }")]
    [InlineData("[FlatMapValues(nameof(Lines)), Sink(\"b\")] static void F(string line, Output<int> a, {|GS1014:Output<int>|} b) { }")]
    [InlineData("[FlatMap(nameof(Lines)), Sink(\"b\")] static void F(string line, {|GS1014:Output<int>|} output) { }")]
    [InlineData("[Aggregate(nameof(Lines), Store = \"s\")] static int {|GS1014:F|}(int aggregate) => 1;")]
    [InlineData("[FlatMapValues(nameof(Lines)), Sink(\"b\")] static {|GS3002:string[]|} F(string line, Output<string> output) => [];")]
    [InlineData("[Map(nameof(Lines)), Sink(\"b\")] static {|GS3002:KeyValuePair<string, string>|} F(string line) => default;")]
    [InlineData("[Map(nameof(Lines)), Sink(\"b\")] static {|GS3002:(string, string, int)|} F(string line) => default;")]
    [InlineData("[MapValues(nameof(Lines)), Sink(\"b\")] static {|GS3002:void|} F(string line) { }")]
    [InlineData("[MapValues(nameof(Lines)), Sink(\"b\")] static {|GS3002:ReadOnlySpan<char>|} F(string line) => line;")]
    [InlineData("[MapValues(nameof(Lines)), Sink(\"b\")] static {|GS1030:async|} System.Threading.Tasks.Task<string> F(string line) { await System.Threading.Tasks.Task.Yield(); return line; }")]
    [InlineData("[ForEach(nameof(Lines))] static {|GS1030:async|} void F(string line) => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[ForEach(nameof(Lines))] static {|GS1030:async|} System.Threading.Tasks.Task F(string line) => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[ForEach(nameof(Lines))] static {|GS1030:System.Threading.Tasks.Task|} F(string line) => System.Threading.Tasks.Task.CompletedTask;")]
    [InlineData("[Peek(nameof(Lines)), Sink(\"b\")] static {|GS1030:async|} void F(string line) => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[FlatMapValues(nameof(Lines)), Sink(\"b\")] {|GS1030:async|} void F(string line, Output<string> output) { await System.Threading.Tasks.Task.Yield(); output.Emit(line); }")]
    [InlineData("[FlatMap(nameof(Lines)), Sink(\"b\")] {|GS1030:async|} void F(string line, Output<string, string> output) { await System.Threading.Tasks.Task.Yield(); output.Emit(line, line); }")]
    [InlineData("[Process(nameof(Lines))] {|GS1030:async|} void F(string line) => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[ProcessValues(nameof(Lines))] {|GS1030:async|} void F(string line) => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("[Filter(nameof(Lines)), Sink(\"b\")] static {|GS1030:async|} System.Threading.Tasks.ValueTask<bool> F(string line) { await System.Threading.Tasks.Task.Yield(); return true; }")]
    [InlineData("[Reduce(nameof(Lines), Store = \"s\")] static {|GS1030:System.Threading.Tasks.Task<string>|} F(string a, string line) => null!;")]
    [InlineData("[Aggregate(nameof(Lines), Store = \"s\", Initializer = nameof(New))] static string F(string a, string line) => a; static {|GS1030:System.Threading.Tasks.Task<string>|} New() => null!;")]
    [InlineData("[ForEach(nameof(Lines))] static {|GS3002:int|} F(string line) => 1;")]
    [InlineData("[Reduce(nameof(Lines), Store = \"s\")] static {|GS3002:int|} F(string a, string line) => 1;")]
    [InlineData("[Aggregate(nameof(Lines), Store = \"s\")] static {|GS3002:int|} F(ref int a, string line) => 1;")]
    [InlineData("[ProcessValues(nameof(Lines)), Sink(\"b\")] static {|GS3002:int|} F(string line, Output<int> output) => 1;")]
    public void Methods(string member) => MarkedProgram.AssertMembers(Lines + member);

    [Theory]
    [InlineData("[Punctuate({|GS5001:\"10 s\"|})] static void F() { }")]
    [InlineData("[Suppress(nameof(Counts), UntilTimeLimit = {|GS5001:\"5\"|}), Sink(\"b\")] partial Table<string, long> F { get; } [Count(nameof(Lines))] public partial Table<string, long> Counts { get; }")]
    public void Durations(string members) => MarkedProgram.AssertMembers(Lines + members);

    [Fact]
    public void A_topology_twice_on_partial_parts_is_compiled_once()
    {
        var run = GeneratorRun.Of(
            "[Topology(\"a\"), Source(\"i\"), Sink(\"o\")] partial class A { [Filter] static bool F(string v) => true; }", "[Topology(\"b\")] partial class A { }");

        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Compiled);
    }

    [Fact]
    public void Types_that_the_compiler_does_not_find_are_its_own_business()
    {
        var run = GeneratorRun.Of("[Topology(\"a\"), Source(\"i\"), Sink(\"o\")] partial class A { [Filter] static bool F(Missing v) => true; }");

        Assert.Empty(run.Diagnostics);
        Assert.Equal(["CS0246"], run.CompilerErrors.Select(static d => d.Id));
    }

    [Fact]
    public void A_name_that_the_compiler_does_not_find_either_is_reported_with_a_suggestion()
    {
        var run = GeneratorRun.Of("[Topology(\"t\")] partial class A {" + Lines + "[Filter(nameof(Lnes)), Sink(\"b\")] static bool F(string v) => true; }");

        var message = Assert.Single(run.Diagnostics);
        Assert.Equal("GS2001", message.Id);
        Assert.Equal("Lines", message.Properties["suggestion"]);
        Assert.Contains("perhaps 'Lines'", message.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(["CS0103"], run.CompilerErrors.Select(static d => d.Id));
    }
}
