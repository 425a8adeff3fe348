using System.Text.RegularExpressions;
using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Wrong;

/// <summary>
/// A program of the corpus: a mistake that users make, with the messages that they see marked as <c>{|GS0000:code|}</c>. A file holds the
/// programs of one subject, each under its title. A program is the members of a topology, with types beside it after a line of dashes;
/// the members under "given" belong to all of the file. One whose title ends in "(program)" is written in full.
/// </summary>
internal sealed partial class WrongProgram
{
    private const string Whole = " (program)";

    private WrongProgram(string subject, string title, string marked)
    {
        Subject = subject;
        Title = title;
        Marked = marked;
    }

    public string Subject { get; }

    public string Title { get; }

    /// <summary>The program, with its marks.</summary>
    public string Marked { get; }

    public static IReadOnlyList<WrongProgram> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "GenStreams.Generators.Tests", "Wrong"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<WrongProgram> Read(string path)
    {
        string given = "";
        foreach (Match program in Program().Matches(File.ReadAllText(path)))
        {
            string title = program.Groups[1].Value;
            string text = program.Groups[2].Value.Trim();
            if (title == "given")
            {
                given = text + "\n";
            }
            else if (title.EndsWith(Whole, StringComparison.Ordinal))
            {
                yield return new WrongProgram(Path.GetFileNameWithoutExtension(path), title[..^Whole.Length], text);
            }
            else
            {
                string[] parts = text.Split("\n---\n");
                string types = parts.Length > 1 ? parts[1] : "";
                yield return new WrongProgram(
                    Path.GetFileNameWithoutExtension(path), title, $"[Topology(\"t\")] public partial class T\n{{\n{given}{parts[0]}\n}}\n{types}");
            }
        }
    }

    [GeneratedRegex(@"^=== (.*)\n((?:(?!=== ).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Program();
}
