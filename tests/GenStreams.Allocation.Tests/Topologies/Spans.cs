namespace GenStreams.Allocation.Tests.Topologies;

[Topology("spans")]
public partial class FilterAndCutSpans
{
    [Source("in")] partial Stream<byte[], byte[]> In { get; }

    [Filter(nameof(In))] static bool NotEmpty(ReadOnlySpan<byte> value) => !value.IsEmpty;

    [MapValues(nameof(NotEmpty)), Sink("out")] static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> value) => value[1..];
}

[Topology("words")]
public partial class CountWordSpans
{
    [Source("in")] partial Stream<byte[], byte[]> In { get; }

    [FlatMapValues(nameof(In))]
    static void Words(ReadOnlySpan<byte> line, BytesOutput words)
    {
        foreach (var word in line.Split((byte)' '))
        {
            words.Emit(line[word]);
        }
    }

    [SelectKey(nameof(Words))] static ReadOnlySpan<byte> ByWord(ReadOnlySpan<byte> word) => word;

    [Count(nameof(ByWord), Store = "counts"), Sink("out")] partial Table<byte[], long> Counts { get; }
}
