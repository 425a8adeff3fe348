using GenStreams.Generators.Emission;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Tests.Emission;

/// <summary>What is generated for topologies that are valid, and compiles without a warning.</summary>
internal static class GeneratedCode
{
    /// <summary>The task classes of a topology with these members.</summary>
    public static string Tasks(string members) => Join(Of(Topology(members)), ".Task");

    /// <summary>The topology class's own part.</summary>
    public static string TopologyFile(string members) => Join(Of(Topology(members)), ".Topology");

    /// <summary>A program with one topology.</summary>
    public static string Topology(string members) => $$"""
        namespace App;

        [Topology("app")]
        public partial class T
        {
        {{members}}
        }
        """;

    /// <summary>Runs the generator over a program, which must give neither diagnostics nor warnings.</summary>
    public static GeneratorRun Of(string source) => Clean(GeneratorRun.Of(source));

    /// <summary>Checks that a program compiles without a warning.</summary>
    public static GeneratorRun Clean(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        var generated = run.Result.GeneratedSources.Select(static file => (file.SyntaxTree, Heard: WithWarnings(file.SyntaxTree))).ToArray();
        var output = generated.Aggregate(run.Output, static (program, file) => program.ReplaceSyntaxTree(file.SyntaxTree, file.Heard));
        var heard = generated.Select(static file => file.Heard).ToHashSet();
        Assert.Empty(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error
            || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && heard.Contains(tree))));
        return run;
    }

    /// <summary>A generated file in which nothing is silenced.</summary>
    private static SyntaxTree WithWarnings(SyntaxTree tree) => CSharpSyntaxTree.ParseText(
        tree.ToString().Replace(FileSkeleton.NoWarnings + "\n", "", StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath);

    private static string Join(GeneratorRun run, string part) => string.Join("\n", run.Result.GeneratedSources
        .Where(file => file.HintName.Contains(part, StringComparison.Ordinal))
        .Select(static file => $"// {file.HintName}\n{WithoutVersion(file.SourceText.ToString())}"));

    /// <summary>The text without the generator's version, which snapshots must not depend on.</summary>
    public static string WithoutVersion(string text) => text.Replace(FileSkeleton.GeneratedCode, "[GeneratedCode]", StringComparison.Ordinal);
}
