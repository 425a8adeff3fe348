using System.Text;
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

    /// <summary>Takes the marks out of a text. They may be nested; they are given in the order of their places.</summary>
    public static MarkedProgram Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var open = new Stack<(string Id, int Start)>();
        var marks = new List<(string Id, TextSpan Span)>();
        int read = 0;
        foreach (Match mark in Mark().Matches(marked))
        {
            text.Append(marked, read, mark.Index - read);
            read = mark.Index + mark.Length;
            if (mark.Groups[1].Success)
            {
                open.Push((mark.Groups[1].Value, text.Length));
            }
            else
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, text.Length)));
            }
        }

        text.Append(marked, read, marked.Length - read);
        return new MarkedProgram(text.ToString(), [.. marks.OrderBy(static m => m.Span.Start).ThenBy(static m => m.Id, StringComparer.Ordinal)]);
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

    [GeneratedRegex(@"\{\|([A-Z]{2}\d{4}):|\|\}")]
    private static partial Regex Mark();
}
