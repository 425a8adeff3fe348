namespace GenStreams.Allocation.Tests.Topologies;

[Topology("spans")]
public partial class FilterAndCutSpans
{
    [Source("in")] private partial Stream<byte[], byte[]> In { get; }

    [Filter(nameof(In))] private static bool NotEmpty(ReadOnlySpan<byte> value) => !value.IsEmpty;

    [MapValues(nameof(NotEmpty)), Sink("out")] private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> value) => value[1..];
}

[Topology("words")]
public partial class CountWordSpans
{
    [Source("in")] private partial Stream<byte[], byte[]> In { get; }

    [FlatMapValues(nameof(In))]
    private static void Words(ReadOnlySpan<byte> line, BytesOutput words)
    {
        foreach (var word in line.Split((byte)' '))
        {
            words.Emit(line[word]);
        }
    }

    [SelectKey(nameof(Words))] private static ReadOnlySpan<byte> ByWord(ReadOnlySpan<byte> word) => word;

    [Count(nameof(ByWord), Store = "counts"), Sink("out")] private partial Table<byte[], long> Counts { get; }
}
