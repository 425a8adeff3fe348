using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Emission;

/// <summary>What is said of the user's types where the user writes their names does not come back from generated code.</summary>
public sealed class UsersBusinessTests
{
    private const string Members = """
        [Source("in")] partial Stream<string, Sku> In { get; }
        [Filter(nameof(In)), Sink("out")] static bool Ok(Sku value) => true;
        [Count(nameof(In)), Sink("counts")] public partial Table<string, long> Counts { get; }
        """;

    [Theory]
    [InlineData("ACME01", "[System.Diagnostics.CodeAnalysis.Experimental(\"ACME01\")]")]
    [InlineData("ACME02", "[Obsolete(\"use the new one\", DiagnosticId = \"ACME02\")]")]
    [InlineData("CS0618", "[Obsolete(\"use the new one\")]")]
    [InlineData("CS0612", "[Obsolete]")]
    public void What_the_user_silences_stays_silent(string id, string attribute)
    {
        var program = Strict($$"""
            #pragma warning disable {{id}}
            {{attribute}} public record Sku(string Id);
            [Topology("t")] public partial class T
            {
            {{Members}}
            }
            """);
        var run = GeneratorRun.Of(program);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerErrors);
    }

    [Fact]
    public void A_type_behind_an_extern_alias_is_refused_once()
    {
        var library = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText("public record Sku(string Id);")],
            UserProgram.Compile().References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        string text = "extern alias old;\nusing Item = old::Sku;\n[Topology(\"t\")] public partial class T\n{\n" + Members.Replace("Sku", "Item", StringComparison.Ordinal) + "\n}";

        var refused = GeneratorRun.Of(UserProgram.Compile(text).AddReferences(reference.WithAliases(["old"])));
        var taken = GeneratorRun.Of(UserProgram.Compile(text).AddReferences(reference.WithAliases(["global", "old"])));

        var message = Assert.Single(refused.Diagnostics);
        Assert.Equal("GS1056", message.Id);
        Assert.Contains("'Sku'", message.GetMessage(null), StringComparison.Ordinal);
        Assert.All(refused.CompilerErrors, static e => Assert.Equal("CS9248", e.Id));
        Assert.Empty(taken.Diagnostics);
        Assert.Empty(taken.CompilerErrors);
    }

    private static CSharpCompilation Strict(string text)
    {
        var program = UserProgram.Compile(text);
        return program.WithOptions(program.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));
    }
}
