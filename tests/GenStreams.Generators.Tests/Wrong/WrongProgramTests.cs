using GenStreams.Generators.Analyzers;
using GenStreams.Generators.Tests.Harness;
using GenStreams.Generators.Tests.Serdes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators.Tests.Wrong;

/// <summary>What users see of their mistakes: see <see cref="WrongProgram"/>.</summary>
public sealed class WrongProgramTests
{
    public static IEnumerable<object[]> Programs => WrongProgram.All.Select(static object[] (p) => [p.Subject, p.Title]);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Has_the_messages_that_are_marked_and_no_other(string subject, string title)
    {
        var program = MarkedProgram.Parse(WrongProgram.All.Single(p => p.Subject == subject && p.Title == title).Marked);
        var found = await Messages(program.Text);

        Assert.NotEmpty(program.Marks);
        Assert.True(
            program.Marks.SequenceEqual(found.Select(static m => (m.Id, m.Span))),
            $"Expected:\n{string.Join("\n", program.Marks.Select(m => $"{m.Id}: {program.Text[m.Span.Start..m.Span.End]}"))}\n"
            + $"Found:\n{string.Join("\n", found.Select(static m => $"{m.Id}: {m.Place}: {m.Message}"))}");
    }

    /// <summary>A message is read in a terminal, and in a tooltip.</summary>
    [Fact]
    public async Task Messages_are_short()
    {
        foreach (var program in WrongProgram.All)
        {
            Assert.All(await Messages(MarkedProgram.Parse(program.Marked).Text), static m => Assert.InRange(m.Message.Length, 10, 500));
        }
    }

    private static async Task<IReadOnlyList<(string Id, TextSpan Span, string Place, string Message)>> Messages(string text)
    {
        var run = GeneratorRun.Of(text, MessagePackAttributesSource.Text);
        var analyzed = await run.Output
            .WithAnalyzers([new OrphanedOperatorAnalyzer(), new MisplacedOperatorAnalyzer(), new StateThroughPropertyAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        return
        [
            .. run.Diagnostics.Concat(run.CompilerErrors).Concat(analyzed)
                .Select(static d => (d.Id, d.Location.SourceSpan, Place(d.Location), d.GetMessage(null)))
                .OrderBy(static d => d.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal),
        ];
    }

    private static string Place(Location location) => location.SourceTree is { } tree
        ? (tree.FilePath is "File1.cs" ? "" : tree.FilePath + ": ") + tree.GetText().ToString(location.SourceSpan)
        : "nowhere";
}
