namespace GenStreams.Aot;

/// <summary>Counts the records of each key.</summary>
[Topology("counting")]
internal partial class Counting
{
    [Source("words")]
    private partial Stream<string, string> Words { get; }

    [Count(nameof(Words), Store = "counts"), Sink("counts")]
    internal partial Table<string, long> Counts { get; }
}
