namespace GenStreams.EndToEnd.Workloads;

/// <summary>Stateful: trades of each key.</summary>
[Topology("count")]
internal sealed partial class Count
{
    [Source("count-in")]
    private partial Stream<string, Trade> Trades { get; }

    [Count(nameof(Trades), Store = "counts"), Sink("count-out")]
    public partial Table<string, long> Counts { get; }
}
