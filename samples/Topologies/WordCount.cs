using System.Text.RegularExpressions;

namespace GenStreams.Samples;

/// <summary>Counts the words of all lines, but for the commonest. The program every stream processor begins with.</summary>
[Topology("wordcount")]
public partial class WordCount
{
    [Source("wordcount-input")]
    private partial Stream<string, string> Lines { get; }

    [FlatMapValues(nameof(Lines))]
    private static void Words(string line, Output<string> words)
    {
        foreach (var word in Pattern().EnumerateMatches(line))
        {
            words.Emit(line.Substring(word.Index, word.Length).ToLowerInvariant());
        }
    }

    [SelectKey(nameof(Words))]
    private static string ByWord(string word) => word;

    [Filter(nameof(ByWord))]
    private static bool NotThe(string word) => word != "the";

    [Count(nameof(NotThe), Store = "counts"), Sink("wordcount-output")]
    public partial Table<string, long> Counts { get; }

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Pattern();
}
