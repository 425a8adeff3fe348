using System.Runtime.CompilerServices;

namespace GenStreams.Generators.Tests;

/// <summary>
/// Compares a text with the one that was approved, in <c>Class.Test.verified.txt</c> beside the test. Where they differ it writes
/// <c>.received.txt</c>; with <c>GENSTREAMS_UPDATE_SNAPSHOTS=1</c> in the environment it approves the new text instead.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails at the first line that differs.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What tells several snapshots of one test apart.</param>
    /// <param name="file">The test's file.</param>
    /// <param name="test">The test.</param>
    public static void Match(string text, string name = "", [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        string suffix = name.Length == 0 ? "" : "." + name;
        string path = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}{suffix}");
        string verified = path + ".verified.txt";
        string received = path + ".received.txt";
        if (Environment.GetEnvironmentVariable("GENSTREAMS_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        string expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{Path.GetFileName(verified)} differs from what was received, {FirstDifference(expected, text)}");
    }

    private static string FirstDifference(string expected, string received)
    {
        string[] left = expected.Split('\n');
        string[] right = received.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return $"in line {line + 1}:\nexpected: {Line(left, line)}\nreceived: {Line(right, line)}";
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(the end)";
}
