using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenStreams.Generators.Tests.Harness;

/// <summary>A program with the places of expected messages marked as <c>{|GS0000:code|}</c>.</summary>
internal sealed partial class MarkedProgram
{
    private MarkedProgram(string text, IReadOnlyList<(string Id, TextSpan Span)> marks)
    {
        Text = text;
        Marks = marks;
    }

    public string Text { get; }

    public IReadOnlyList<(string Id, TextSpan Span)> Marks { get; }

    public static MarkedProgram Parse(string marked)
    {
        var marks = new List<(string, TextSpan)>();
        int removed = 0;
        string text = Mark().Replace(marked, match =>
        {
            marks.Add((match.Groups[1].Value, new TextSpan(match.Index - removed, match.Groups[2].Length)));
            removed += match.Length - match.Groups[2].Length;
            return match.Groups[2].Value;
        });
        return new MarkedProgram(text, marks);
    }

    /// <summary>Asserts that the generator reports what is marked, nothing else, and in a class "T" with these members.</summary>
    public static GeneratorRun AssertMembers(string marked, string types = "") =>
        Assert("[Topology(\"t\")] public partial class T\n{\n" + marked + "\n}\n" + types);

    /// <summary>Asserts that the generator reports what is marked and nothing else, and that no other errors come of it.</summary>
    public static GeneratorRun Assert(string marked)
    {
        var program = Parse(marked);
        var run = GeneratorRun.Of(program.Text);
        var found = run.Diagnostics.Select(static d => (d.Id, d.Location.SourceSpan)).ToArray();
        string Show(IEnumerable<(string Id, TextSpan Span)> items) => string.Join("\n", items.Select(i => $"{i.Id}: {program.Text.Substring(i.Span.Start, i.Span.Length)}"));
        Xunit.Assert.True(
            program.Marks.SequenceEqual(found),
            $"Expected:\n{Show(program.Marks)}\nFound:\n{Show(found)}\n{string.Join("\n", run.Diagnostics.Select(static d => d.GetMessage(null)))}");
        Xunit.Assert.Empty(run.CompilerErrors);
        return run;
    }

    [GeneratedRegex(@"\{\|([A-Z]{2}\d{4}|\?):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
