using GenStreams.Generators.Tests.Harness;

namespace GenStreams.Generators.Tests.Graph;

public sealed class StreamGraphTests
{
    [Fact]
    public void Word_count_becomes_a_typed_graph()
    {
        AssertGraph(
            """
            [Topology("wordcount")]
            public partial class WordCount
            {
                [Source("wordcount-input")] partial Stream<string, string> Lines { get; }

                [FlatMapValues(nameof(Lines))]
                static void Words(string line, Output<string> words)
                {
                    foreach (string word in line.Split(' ')) words.Emit(word);
                }

                [SelectKey(nameof(Words))] static string ByWord(string word) => word;

                [Filter(nameof(ByWord))] static bool NotThe(string word) => word != "the";

                [Count(nameof(NotThe), Store = "counts"), Sink("wordcount-output")]
                public partial Table<string, long> Counts { get; }
            }
            """,
            """
            Lines = Source : Stream<string, string>
            Words = FlatMapValues(Lines) : Stream<string, string>
            ByWord = SelectKey(Words) : Stream<string, string> {ChangesKey, NeedsRepartition}
            NotThe = Filter(ByWord) : Stream<string, string> {NeedsRepartition}
            Counts = Count(NotThe) : Table<string, long> {IsStateful} -> wordcount-output
            """);
    }

    private static void AssertGraph(string source, string expected) => Assert.Equal(expected, GraphPrinter.Print(GeneratorRun.Of(source).Graph()));
}
