using GenStreams.CodeFixes;
using GenStreams.Generators.Tests.Diagnostics;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenStreams.Generators.Tests.CodeFixes;

public sealed class CodeFixTests
{
    [Theory]
    [InlineData("[Topology(\"t\"), Source(\"a\"), Sink(\"b\")] public class {|GS1001:T|} { [Filter] static bool F(string v) => true; }", "public class", "public partial class")]
    [InlineData("[Topology(\"t\"), Source(\"a\"), Sink(\"b\")]\nclass {|GS1001:T|} { [Filter] static bool F(string v) => true; }", "\nclass", "\npartial class")]
    [InlineData("static class {|GS1002:O|} { [Topology(\"t\"), Source(\"a\"), Sink(\"b\")] partial class T { [Filter] static bool F(string v) => true; } }", "static class", "static partial class")]
    [InlineData("[Topology(\"t\")] partial class T { [Source(\"a\"), Sink(\"b\")] Stream<string, string> {|GS1003:A|} { get; } }", "] Stream", "] partial Stream")]
    [InlineData("[Topology(\"t\")] partial class T { [Source(\"a\"), Sink(\"b\")] public Stream<string, string> {|GS1003:A|} { get; } }", "public Stream", "public partial Stream")]
    public Task Partial_is_added(string marked, string before, string after) => AssertFix(new MakePartialCodeFixProvider(), marked, before, after);

    [Theory]
    [InlineData("{|GS2001:\"Lnes\"|}", "nameof(Lines)")]
    [InlineData("{|GS2001:nameof(Liens)|}", "nameof(Lines)")]
    [InlineData("input: {|GS2001:\"evnt\"|}", "input: nameof(@event)")]
    public Task The_suggested_name_is_written(string argument, string after) => AssertFix(
        new UseSuggestionCodeFixProvider(),
        "[Topology(\"t\")] partial class T { [Source(\"a\"), Sink(\"c\")] partial Stream<string, string> Lines { get; }"
        + "[Source(\"e\"), Sink(\"d\")] partial Stream<string, string> @event { get; } [Filter(" + argument + "), Sink(\"b\")] static bool F(string v) => true; }",
        "[Filter(" + MarkedProgram.Parse(argument).Text + ")",
        "[Filter(" + after + ")");

    [Theory]
    [InlineData("{|GS3005:string|} right", "string right", "string? right")]
    [InlineData("in {|GS3005:string|} right", "in string right", "in string? right")]
    public Task The_right_side_of_a_left_join_becomes_nullable(string parameter, string before, string after) => AssertFix(
        new MakeNullableCodeFixProvider(),
        "[Topology(\"t\")] partial class T { [Source(\"a\")] partial Stream<string, string> A { get; } [Source(\"b\")] partial Table<string, string> B { get; }"
        + "[Join(nameof(A), nameof(B), Kind = JoinKind.Left), Sink(\"c\")] static string J(string left, " + parameter + ") => left; }",
        before,
        after);

    [Theory]
    [InlineData("[Count(nameof(In)), Sink(\"b\")] public partial {|GS3004:Table<string, int>|} N { get; }", "Table<string, int> N", "Table<string, long> N")]
    [InlineData("[ToTable(nameof(In)), Sink(\"b\")] partial {|GS3004:Stream<string, int>|} N { get; }", "Stream<string, int> N", "Table<string, int> N")]
    [InlineData("[ForEach(nameof(In))] static {|GS3002:int|} N(int value) => value;", "static int N", "static void N")]
    [InlineData("[Filter(nameof(In)), Sink(\"b\")] static {|GS3002:bool?|} N(int value) => true;", "bool? N", "bool N")]
    [InlineData("[Aggregate(nameof(In)), Sink(\"b\")] static {|GS3002:string|} N(long sum, int value) => \"\";", "string N", "long N")]
    public Task The_right_type_is_written(string member, string before, string after) =>
        AssertFix(new SetTypeCodeFixProvider(), Topology(member), before, after);

    [Theory]
    [InlineData("[Filter(nameof(In)), Sink(\"b\")] static bool N({|GS3020:int|} value, string key) => true;", "(int value, string key)", "(string key, int value)")]
    public Task Parameters_change_places(string member, string before, string after) =>
        AssertFix(new SwapParametersCodeFixProvider(), Topology(member), before, after);

    [Theory]
    [InlineData("public partial class {|GS1055:WordCount|} { [Source(\"a\"), Sink(\"b\")] partial Stream<string, int> In { get; } }", "public partial class", "[Topology(\"word-count\")]\npublic partial class")]
    [InlineData("/// <summary>Counts.</summary>\npublic partial class {|GS1055:T|} { [Source(\"a\"), Sink(\"b\")] partial Stream<string, int> In { get; } }", "\npublic", "\n[Topology(\"t\")]\npublic")]
    public Task A_class_becomes_a_topology(string marked, string before, string after) => AssertFix(new AddTopologyCodeFixProvider(), marked, before, after);

    [Fact]
    public Task The_store_is_declared() => AssertFix(
        new DeclareStoreCodeFixProvider(),
        Topology("[ProcessValues(nameof(In)), Sink(\"b\")] static int N(string key, int value, {|GS2007:KeyValueStore<string, int>|} lastSeen) => value;"),
        "[ProcessValues",
        "[StateStore(\"last-seen\")] private partial KeyValueStore<string, int> LastSeen { get; }\n[ProcessValues");

    [Theory]
    [InlineData("[Filter(nameof(In)), Sink(TopicSelector = {|GS2005:\"To\"|})] static bool N(int value) => true;", "private static string To(int value)")]
    [InlineData("[MapValues(nameof(In)), Sink(\"b\", Partitioner = {|GS2005:\"To\"|})] static long N(string key, int value) => value;", "private static int To(string key, long value, int partitions)")]
    [InlineData("[Source(\"e\", TimestampExtractor = {|GS2005:\"To\"|}), Sink(\"b\")] partial Stream<string, Guid> N { get; }", "private static long To(Guid value)")]
    [InlineData("[Aggregate(nameof(In), Initializer = {|GS2005:\"To\"|}), Sink(\"b\")] static long N(long sum, int value) => sum;", "private static long To()")]
    [InlineData("[Aggregate(nameof(In), Merger = {|GS2005:\"To\"|}), Window(Session = \"5m\"), Sink(\"b\")] static long N(long sum, int value) => sum;", "private static long To(long left, long right)")]
    public Task The_method_is_declared(string member, string method) =>
        AssertFix(new DeclareMethodCodeFixProvider(), Topology(member), "\n}", "\n" + method + " => throw new System.NotImplementedException();\n}");

    private static string Topology(string member) =>
        "[Topology(\"t\")] public partial class T {\n[Source(\"a\"), Sink(\"z\")] partial Stream<string, int> In { get; }\n" + member + "\n}";

    [Theory]
    [InlineData("GS1001")]
    [InlineData("GS1002")]
    [InlineData("GS1003")]
    [InlineData("GS1055")]
    [InlineData("GS2001")]
    [InlineData("GS2007")]
    [InlineData("GS3004")]
    [InlineData("GS3005")]
    [InlineData("GS3020")]
    public async Task The_page_s_invalid_example_is_mended(string id)
    {
        CodeFixProvider[] providers =
        [
            new MakePartialCodeFixProvider(), new UseSuggestionCodeFixProvider(), new MakeNullableCodeFixProvider(), new SetTypeCodeFixProvider(),
            new AddTopologyCodeFixProvider(), new SwapParametersCodeFixProvider(), new DeclareStoreCodeFixProvider(), new DeclareMethodCodeFixProvider(),
        ];
        var provider = Assert.Single(providers, p => p.FixableDiagnosticIds.Contains(id));
        string text = new DiagnosticPage(id).Invalid!;
        var run = GeneratorRun.Of(text);

        Assert.Empty(GeneratorRun.Of(await Apply(provider, text, Assert.Single(run.Diagnostics))).Diagnostics);
    }

    private static async Task AssertFix(CodeFixProvider provider, string marked, string before, string after)
    {
        var program = MarkedProgram.Parse(marked);
        var message = Assert.Single(GeneratorRun.Of(program.Text).Diagnostics);
        Assert.Equal(program.Marks.Single(), (message.Id, message.Location.SourceSpan));
        Assert.Contains(before, program.Text, StringComparison.Ordinal);

        string mended = await Apply(provider, program.Text, message);

        Assert.Equal(program.Text.Replace(before, after, StringComparison.Ordinal), mended);
        Assert.Empty(GeneratorRun.Of(mended).Diagnostics);
    }

    private static async Task<string> Apply(CodeFixProvider provider, string text, Diagnostic message)
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("UserProgram", LanguageNames.CSharp)
            .WithParseOptions(UserProgram.ParseOptions)
            .AddDocument("File.cs", text);
        var tree = (await document.GetSyntaxTreeAsync())!;
        var others = message.AdditionalLocations.Select(other => Location.Create(tree, other.SourceSpan));
        var located = Diagnostic.Create(message.Descriptor, Location.Create(tree, message.Location.SourceSpan), others, message.Properties, []);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, located, (action, _) => actions.Add(action), CancellationToken.None));
        var operation = Assert.Single((await Assert.Single(actions).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        return (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
