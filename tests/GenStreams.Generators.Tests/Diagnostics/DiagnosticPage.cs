using System.Text.RegularExpressions;
using GenStreams.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators.Tests.Diagnostics;

/// <summary>A page of docs/diagnostics.</summary>
internal sealed partial class DiagnosticPage
{
    public DiagnosticPage(string id)
    {
        Id = id;
        Text = Repository.Read("docs", "diagnostics", id + ".md");
        Invalid = Example("Invalid example");
        Fixed = Example("Fixed example");
    }

    public string Id { get; }

    public string Text { get; }

    /// <summary>A program that gets the message; null on the page of the compiler's own fault.</summary>
    public string? Invalid { get; }

    /// <summary>The program put right.</summary>
    public string? Fixed { get; }

    public static IEnumerable<string> AllIds => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "GS*.md")
        .Select(static p => Path.GetFileNameWithoutExtension(p))
        .Order(StringComparer.Ordinal);

    /// <summary>The language version that an example asks for in its first line.</summary>
    public static CSharpParseOptions OptionsOf(string example)
    {
        var match = VersionLine().Match(example);
        return match.Success && LanguageVersionFacts.TryParse(match.Groups[1].Value, out var version)
            ? UserProgram.ParseOptions.WithLanguageVersion(version)
            : UserProgram.ParseOptions;
    }

    /// <summary>The places that an example marks, with a comment of tildes under the line in question.</summary>
    public static IReadOnlyList<(string Id, TextSpan Span)> MarksOf(string example)
    {
        var marks = new List<(string, TextSpan)>();
        var lines = SourceText.From(example).Lines;
        int code = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            var match = MarkLine().Match(lines[i].ToString());
            if (match.Success)
            {
                marks.Add((match.Groups[2].Value, new TextSpan(lines[code].Start + match.Groups[1].Index, match.Groups[1].Length)));
            }
            else
            {
                code = i;
            }
        }

        return marks;
    }

    private string? Example(string heading)
    {
        var match = Regex.Match(Text, $@"^## {heading}\n\n```csharp\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^// +(~+) (GS\d{4})$")]
    private static partial Regex MarkLine();

    [GeneratedRegex(@"\A// LangVersion: (\d+)\n")]
    private static partial Regex VersionLine();
}
