namespace GenStreams.EndToEnd.Workloads;

/// <summary>The last trade of every key: a store as large as its input, for restores.</summary>
[Topology("keys")]
internal sealed partial class Keys
{
    [Source("keys-in")]
    private partial Stream<string, byte[]> Trades { get; }

    [Reduce(nameof(Trades), Store = "latest"), Sink("keys-out")]
    private static ReadOnlySpan<byte> Latest(ReadOnlySpan<byte> before, ReadOnlySpan<byte> trade) => trade;
}
