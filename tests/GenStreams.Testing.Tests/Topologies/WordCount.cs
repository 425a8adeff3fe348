namespace GenStreams.Testing.Tests.Topologies;

/// <summary>The program that every stream processor begins with.</summary>
[Topology("wordcount")]
public partial class WordCount
{
    [Source("wordcount-input")]
    private partial Stream<string?, string> Lines { get; }

    [FlatMapValues(nameof(Lines))]
    private static void Words(string line, Output<string> words)
    {
        foreach (string word in line.Split(' '))
        {
            words.Emit(word);
        }
    }

    [SelectKey(nameof(Words))]
    private static string ByWord(string word) => word;

    [Count(nameof(ByWord), Store = "counts"), Sink("wordcount-output")]
    public partial Table<string, long> Counts { get; }
}
