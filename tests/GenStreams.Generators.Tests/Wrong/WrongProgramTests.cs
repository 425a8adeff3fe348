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

    [Fact]
    public async Task Dump()
    {
        var text = new System.Text.StringBuilder();
        foreach (var program in WrongProgram.All)
        {
            var parsed = MarkedProgram.Parse(program.Marked);
            var found = await Messages(parsed.Text);
            bool same = parsed.Marks.Select(m => (m.Id == "?" ? "GS" : m.Id[..2], m.Span)).SequenceEqual(found.Select(f => (f.Id[..2], f.Span)));
            text.Append(same ? "OK   " : "DIFF ").Append(program.Subject).Append(" / ").AppendLine(program.Title);
            if (!same) foreach (var m in parsed.Marks) text.AppendLine("     expected " + m.Id + " at `" + parsed.Text[m.Span.Start..m.Span.End] + "`");
            foreach (var m in found) text.AppendLine("     " + m.Id + " at `" + m.Place + "`: " + m.Message);
        }
        File.WriteAllText("/tmp/wrong.txt", text.ToString());
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
