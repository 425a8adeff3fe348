using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace GenStreams.Generators.Tests.Incremental;

/// <summary>What runs again after an edit.</summary>
public sealed class IncrementalTests
{
    private const string Topology = """
        [Topology("orders")]
        public partial class Orders
        {
            [Source("orders")] partial Stream<string, string> Lines { get; }
            [Filter(nameof(Lines))] static bool Long(string line) => line.Length > 10;
            [MapValues(nameof(Long)), Sink("upper")] static string Upper(string line) => line.ToUpperInvariant();
        }
        """;

    private const string Faulty = """
        [Topology("orders")]
        public partial class Orders
        {
            [Source("orders"), Sink("copy")] partial Stream<string, string> Lines { get; }
            [Filter("Lnes"), Sink("b")] static bool Long(string line) => line.Length > 10;
        }
        """;

    private const string Other = "public static class Other { public static int Number => 1; }";

    [Fact]
    public void The_same_program_runs_nothing() => AssertReasons(Topology, static p => p, Cached, Cached);

    [Fact]
    public void An_edit_in_another_file_runs_nothing_behind_the_model() =>
        AssertReasons(Topology, static p => Edit(p, 2, "Number => 1", "Number => 2"), Cached, Cached);

    [Fact]
    public void A_file_that_is_added_runs_nothing_behind_the_model() =>
        AssertReasons(Topology, static p => p.AddSyntaxTrees(UserProgram.Parse("class More;", "More.cs")), Cached, Cached);

    [Fact]
    public void A_file_that_is_removed_runs_nothing_behind_the_model() =>
        AssertReasons(Topology, static p => p.RemoveSyntaxTrees(p.SyntaxTrees[2]), Cached, Cached);

    [Theory]
    [InlineData("line.Length > 10", "line.Length > 99")]
    [InlineData("[Topology", "// Orders.\n\n[Topology")]
    [InlineData("    [Filter", "    // Long ones.\n    [Filter")]
    [InlineData("static bool Long(string line)", "static bool Long( string  line )")]
    public void An_edit_that_changes_no_facts_compiles_nothing(string before, string after) =>
        AssertReasons(Topology, p => Edit(p, 1, before, after), Modified, Unchanged);

    [Theory]
    [InlineData("\"upper\"", "\"upper-orders\"")]
    [InlineData("string Upper", "string Loud")]
    [InlineData("[Filter(", "[FilterNot(")]
    [InlineData("static string Upper(string line) => line.ToUpperInvariant()", "static int Upper(string line) => 1")]
    public void An_edit_that_changes_facts_compiles_the_topology(string before, string after)
    {
        var run = Run(Topology);
        var edited = run.Then(Edit(run.Input, 1, before, after));

        Assert.Equal([Modified], edited.ReasonsOf(TrackingNames.Model));
        Assert.Equal([Modified], edited.ReasonsOf(TrackingNames.Compile));
        Assert.Empty(edited.Diagnostics);
    }

    [Fact]
    public void A_second_topology_leaves_the_first_alone()
    {
        var run = Run(Topology);
        var edited = run.Then(run.Input.AddSyntaxTrees(UserProgram.Parse(
            "[Topology(\"second\"), Source(\"a\"), Sink(\"b\")] partial class Second { [Filter] static bool F(string v) => true; }", "Second.cs")));

        Assert.Equal([New, Cached], edited.ReasonsOf(TrackingNames.Compile).Order());
    }

    [Theory]
    [InlineData("public record Order(string Id);", "public record Order(int Id);", "Order")]
    [InlineData("public record Order(string Id);", "public record Order(string Id) { public int More { get; set; } }", "Order")]
    [InlineData("public class Order { public int A { get; set; } public int B => A; }", "public class Order { public int A { get; set; } public int B { get; set; } }", "Order")]
    [InlineData("public static class Names { public const string Topic = \"a\"; }", "public static class Names { public const string Topic = \"b\"; }", "string", "Names.Topic")]
    [InlineData("#nullable disable\npublic class Order { public int A { get; set; } }", "#nullable enable\npublic class Order { public int? A { get; set; } }", "Order")]
    [InlineData("[Topology(\"o\")] partial class O { public const string Topic = \"a\"; [Source(\"o\")] partial Stream<string, int> S { get; } [Filter(nameof(S)), Sink(\"x\")] static bool F(int v) => true; }", "[Topology(\"o\")] partial class O { public const string Topic = \"b\"; [Source(\"o\")] partial Stream<string, int> S { get; } [Filter(nameof(S)), Sink(\"x\")] static bool F(int v) => true; }", "string", "O.Topic")]
    public void What_a_topology_takes_from_another_file_is_read_again(string before, string after, string type, string topic = "\"in\"")
    {
        string topology = $"[Topology(\"t\")] partial class T {{ [Source({topic})] partial Stream<string, {type}> In {{ get; }} [Filter(nameof(In)), Sink(\"out\")] static bool F({type} v) => true; }}";
        var run = GeneratorRun.Of(topology, before);
        var edited = run.Then(run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees[2], UserProgram.Parse(after, run.Input.SyntaxTrees[2].FilePath)));

        Assert.Equal(TextsOf(GeneratorRun.Of(topology, after)), TextsOf(edited));
        Assert.NotEqual(TextsOf(run), TextsOf(edited));
    }

    [Fact]
    public void A_message_about_an_attribute_in_another_file_moves_with_it()
    {
        const string Topology = "[Topology(\"t\")] partial class T { [Source(\"in\"), Sink(\"out\")] partial Stream<string, Order> In { get; } }";
        const string Types = "[GenStreams.Json(typeof(string))] public record Order(string Id);";
        var run = GeneratorRun.Of(Topology, Types);
        var moved = run.Then(run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees[2], UserProgram.Parse("// Orders.\n" + Types, run.Input.SyntaxTrees[2].FilePath)));

        Assert.Equal(1, LineOf(moved) - LineOf(run));
        Assert.Same(moved.Input.SyntaxTrees[2], Assert.Single(moved.Diagnostics).Location.SourceTree);
    }

    [Fact]
    public void A_part_of_the_class_in_another_file_is_read_again()
    {
        var run = GeneratorRun.Of(
            "[Topology(\"t\")] partial class T { [Source(\"in\")] partial Stream<string, string> In { get; } }",
            "partial class T { [Filter(nameof(In)), Sink(\"out\")] static bool F(string v) => true; }");
        var edited = run.Then(Edit(run.Input, 2, "\"out\"", "\"other\""));

        Assert.Equal([Modified], edited.ReasonsOf(TrackingNames.Model));
        Assert.Contains(TextsOf(edited), static text => text.Contains("\"other\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Permuted_files_generate_the_same()
    {
        string[] parts =
        [
            "[Topology(\"p\")] partial class P { [Source(\"a\")] partial Stream<string, string> A { get; } }",
            "partial class P { [Branch(nameof(A)), Sink(\"b\")] static bool B(string v) => true; }",
            "partial class P { [Branch(nameof(A)), Sink(\"c\")] static bool C(string v) => true; }",
        ];
        var program = UserProgram.Compile(parts);
        var permuted = program.RemoveAllSyntaxTrees().AddSyntaxTrees(program.SyntaxTrees.Reverse());

        Assert.Equal(TextsOf(GeneratorRun.Of(program)), TextsOf(GeneratorRun.Of(permuted)));
    }

    [Fact]
    public void A_message_moves_with_its_place_and_goes_when_the_fault_goes()
    {
        var run = Run(Faulty);
        var moved = run.Then(Edit(run.Input, 1, "[Topology", "\n\n[Topology"));
        var mended = moved.Then(Edit(moved.Input, 1, "\"Lnes\"", "nameof(Lines)"));
        var broken = mended.Then(Edit(mended.Input, 1, "nameof(Lines)", "\"Lnse\""));

        Assert.Equal(2, LineOf(moved) - LineOf(run));
        Assert.Equal([Unchanged], moved.ReasonsOf(TrackingNames.Model));
        Assert.Empty(mended.Diagnostics);
        Assert.Contains("Lnse", Assert.Single(broken.Diagnostics).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_suppresses_a_warning()
    {
        const string Looping = "[Topology(\"t\")] partial class T { [Source(\"a\"), Sink(\"a\")] partial Stream<string, string> A { get; } }";
        var run = Run(Looping);
        var suppressed = run.Then(Edit(run.Input, 1, "[Topology", "#pragma warning disable GS4006\n[Topology"));

        Assert.Equal("GS4006", Assert.Single(run.Diagnostics).Id);
        Assert.All(suppressed.Diagnostics, static d => Assert.True(d.IsSuppressed));
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        var driver = CSharpGeneratorDriver.Create([new TopologyGenerator().AsSourceGenerator()], parseOptions: UserProgram.ParseOptions);

        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(UserProgram.Compile(Topology), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Two_runs_of_a_program_make_equal_models_that_are_not_the_same()
    {
        var first = Assert.Single(GeneratorRun.Of(Topology).OutputsOf(TrackingNames.Model));
        var second = Assert.Single(GeneratorRun.Of(Topology).OutputsOf(TrackingNames.Model));

        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    private static void AssertReasons(
        string topology, Func<CSharpCompilation, CSharpCompilation> edit, IncrementalStepRunReason extract, IncrementalStepRunReason model)
    {
        var run = Run(topology);
        var edited = run.Then(edit(run.Input));

        Assert.Equal([extract], edited.ReasonsOf(TrackingNames.Extract));
        Assert.Equal([model], edited.ReasonsOf(TrackingNames.Model));
        Assert.Equal([Cached], edited.ReasonsOf(TrackingNames.Compile));
        Assert.All(edited.ReasonsOf(TrackingNames.Files), static r => Assert.Equal(Cached, r));
        Assert.All(edited.OutputReasons, static r => Assert.Equal(Cached, r));
    }

    private static GeneratorRun Run(string topology) => GeneratorRun.Of(topology, Other);

    private static CSharpCompilation Edit(CSharpCompilation program, int file, string before, string after)
    {
        var tree = program.SyntaxTrees[file];
        string text = tree.GetText().ToString();
        Assert.Contains(before, text, StringComparison.Ordinal);
        return program.ReplaceSyntaxTree(tree, UserProgram.Parse(text.Replace(before, after, StringComparison.Ordinal), tree.FilePath));
    }

    private static int LineOf(GeneratorRun run) => Assert.Single(run.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;

    private static string[] TextsOf(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Result.GeneratedSources);
        return [.. run.Result.GeneratedSources.Select(static s => s.HintName + "\n" + s.SourceText).Order(StringComparer.Ordinal)];
    }
}
