using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Tests.Mutants;

/// <summary>A user may call anything as generated code calls something.</summary>
public sealed class NameTests
{
    /// <summary>The names that generated code declares, of types, members, parameters and locals, but for those that come from the user's.</summary>
    public static IEnumerable<object[]> Names => RightPrograms.Documented
        .SelectMany(static program => GeneratorRun.Of(program).Result.GeneratedSources
            .SelectMany(static file => file.SyntaxTree.GetRoot().DescendantNodes())
            .Select(NameOf)
            .OfType<string>()
            .Where(name => !IsOfUser(name, program)))
        .Distinct(StringComparer.Ordinal)
        .Where(static name => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && !char.IsDigit(name[^1]))
        .Order(StringComparer.Ordinal)
        .Chunk(25)
        .Select(static object[] (names) => [names]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_may_have_the_names_of_generated_code(string[] names)
    {
        Assert.All(names, static name => Assert.Null(Generation.Of(Operators(name)).Fault));
        Assert.All(names, static name => Assert.Null(Generation.Of(Others(name, $"private const string {name} = \"\";")).Fault));
        Assert.All(names, static name => Assert.Null(Generation.Of(Others(name, $"private static class {name} {{ }}")).Fault));
    }

    private static bool IsOfUser(string name, string program) => SyntaxFactory.ParseTokens(program)
        .Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.Length > 3)
        .Any(token => name.Contains(token.ValueText, StringComparison.OrdinalIgnoreCase));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A chain of operators, a table, a store and a join with one name each.</summary>
    private static string Operators(string name) => string.Concat(new[]
    {
        ("A", $"[MapValues(nameof(In)), Sink(\"a\")] static string {name}(string? key, string value) => value;"),
        ("B", $"[SelectKey(nameof(In))] static string {name}(string value, RecordContext context) => value; [Count(nameof({name}))] public partial Table<string, long> N {{ get; }}"),
        ("C", $"[Count(nameof(In)), Sink(\"c\")] public partial Table<string, long> {name} {{ get; }}"),
        ("D", $"[Aggregate(nameof(In), Initializer = nameof(Zero)), Window(Tumbling = \"5m\", Emit = Emit.OnClose), Sink(\"d\")] static int {name}(int sum, string value) => sum; static int Zero() => 0;"),
        ("E", $"[Source(\"t\")] partial Table<string, string> T {{ get; }} [Join(nameof(In), nameof(T), Kind = JoinKind.Left), Sink(\"e\")] static string {name}(string left, string? right) => left;"),
        ("F", $"[StateStore(\"s\")] partial KeyValueStore<string, long> {name} {{ get; }} [Process(nameof(In)), Sink(\"f\")] static void P(string key, string value, KeyValueStore<string, long> store, Output<string, string> output) => output.Emit(key, value);"),
        ("G", $"[FlatMapValues(nameof(In)), Sink(\"g\")] static void {name}(string value, Output<string> output) => output.Emit(value);"),
        ("H", $"[Source(\"r\")] partial Stream<string, string> R {{ get; }} [Join(nameof(In), nameof(R), Kind = JoinKind.Outer), Window(Within = \"5s\"), Sink(\"h\")] static string {name}(string? left, string? right) => \"\";"),
        ("I", $"[Branch(nameof(In)), Sink(\"i\")] static bool {name}(string value) => true; [Filter(nameof(In)), Sink(TopicSelector = nameof(To))] static bool Kept(string {Escape(name)}) => true; static string To(string value) => value;"),
    }.Select(part => $"[Topology(\"{part.Item1}\")] public partial class {part.Item1}1 {{ [Source(\"in\")] partial Stream<string, string> In {{ get; }} {part.Item2} }}\n"));

    /// <summary>Operators of all kinds beside a member of the name.</summary>
    private static string Others(string name, string member) => $$"""
        [Topology("t")]
        public partial class T1
        {
            {{member}}
            [Source("in")] partial Stream<string, Order> In1 { get; }
            [Source("t")] partial Table<string, string> T2 { get; }
            [Filter(nameof(In1))] static bool F1(Order order) => true;
            [Join(nameof(F1), nameof(T2)), Sink("j")] static string J1(Order order, string {{Escape(name)}}) => {{Escape(name)}};
            [Count(nameof(F1)), Window(Hopping = "5m", Advance = "1m"), Sink("c")] public partial WindowedTable<string, long> C1 { get; }
        }

        public record Order(string Id, List<int> {{(name == "Order" ? "Lines" : name)}});
        """;

    private static string Escape(string name) => "@" + name;
}
