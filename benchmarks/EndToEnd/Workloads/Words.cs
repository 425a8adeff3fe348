namespace GenStreams.EndToEnd.Workloads;

/// <summary>Through a repartition topic: words of lines, counted. The words stay bytes all the way.</summary>
[Topology("words")]
internal sealed partial class Words
{
    [Source("words-in")]
    private partial Stream<string, string> Lines { get; }

    [FlatMapValues(nameof(Lines))]
    private static void Split(ReadOnlySpan<byte> line, BytesOutput words)
    {
        foreach (var range in line.Split((byte)' '))
        {
            words.Emit(line[range]);
        }
    }

    [GroupBy(nameof(Split), Name = "by-word")]
    private static ReadOnlySpan<byte> ByWord(ReadOnlySpan<byte> word) => word;

    [Count(nameof(ByWord), Store = "counts"), Sink("words-out")]
    public partial Table<string, long> Counts { get; }
}
