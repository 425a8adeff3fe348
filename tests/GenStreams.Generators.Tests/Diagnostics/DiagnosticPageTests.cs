using System.Text.RegularExpressions;
using GenStreams.Generators.Analyzers;
using GenStreams.Generators.Diagnostics;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>Every message has a page, whose examples are what it says they are.</summary>
public sealed partial class DiagnosticPageTests
{
    private static readonly string[] Headings = ["## Cause", "## Why", "## How to suppress"];

    public static TheoryData<string> Pages => [.. DiagnosticPage.AllIds];

    public static TheoryData<string> PagesWithExamples => [.. DiagnosticPage.AllIds.Where(static id => id is not ("GS1056" or "GS9999"))];

    [Fact]
    public void Every_descriptor_has_a_page_and_a_line_in_the_release_file_and_in_the_index()
    {
        var described = DiagnosticDescriptors.All.Select(static d => d.Id).Order(StringComparer.Ordinal).ToArray();
        string released = Repository.Read("src", "Generators", "AnalyzerReleases.Unshipped.md") + Repository.Read("src", "Generators", "AnalyzerReleases.Shipped.md");
        string index = Repository.Read("docs", "diagnostics", "README.md");

        Assert.Equal(described, DiagnosticPage.AllIds);
        Assert.All(DiagnosticDescriptors.All, d => Assert.Contains($"{d.Id} | {d.Category} | {d.DefaultSeverity} |", released, StringComparison.Ordinal));
        Assert.All(
            DiagnosticDescriptors.All,
            d => Assert.Contains($"| [{d.Id}]({d.Id}.md) | {(d.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning")} | {d.Title} |", index, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_the_title_and_the_link_of_its_descriptor_and_all_headings(string id)
    {
        var page = new DiagnosticPage(id);
        var descriptor = DiagnosticDescriptors.Get(id);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.All(Headings, h => Assert.Contains("\n" + h + "\n", page.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_leads_to_where_its_subject_is_described(string id)
    {
        if (id == "GS9999")
        {
            return;
        }

        var links = Link().Matches(new DiagnosticPage(id).Text).Select(static m => (Page: m.Groups[1].Value, Heading: m.Groups[2].Value)).ToArray();

        Assert.Contains(links, static link => link.Page == "operators.md");
        Assert.All(links, static link => Assert.Contains(
            link.Heading,
            Repository.Read("docs", link.Page).Split('\n').Where(static line => line.StartsWith('#')).Select(Anchor)));
    }

    /// <summary>The anchor of a heading, as it is made where pages are shown.</summary>
    private static string Anchor(string heading) =>
        heading.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-').Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\]\(\.\./(\w+\.md)#([\w-]+)\)")]
    private static partial Regex Link();

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public async Task The_invalid_example_gets_exactly_this_message_at_the_marked_place(string id)
    {
        string example = new DiagnosticPage(id).Invalid!;
        var marks = DiagnosticPage.MarksOf(example);

        Assert.NotEmpty(marks);
        Assert.All(marks, m => Assert.Equal(id, m.Id));
        Assert.Equal(marks, [.. (await MessagesOf(example)).Select(static d => (d.Id, d.Location.SourceSpan))]);
    }

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public async Task The_fixed_example_gets_no_message_and_compiles(string id)
    {
        string example = new DiagnosticPage(id).Fixed!;

        Assert.Empty(await MessagesOf(example));
        Assert.Empty(GeneratorRun.Of(Compile(example)).CompilerErrors);
    }

    private static async Task<IEnumerable<Diagnostic>> MessagesOf(string example)
    {
        var program = Compile(example);
        var analysed = await program
            .WithAnalyzers([new OrphanedOperatorAnalyzer(), new MisplacedOperatorAnalyzer(), new StateThroughPropertyAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return GeneratorRun.Of(program).Diagnostics.Concat(analysed);
    }

    private static CSharpCompilation Compile(string example) =>
        UserProgram.Compile(DiagnosticPage.OptionsOf(example), example);
}
