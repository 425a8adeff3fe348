namespace GenStreams.EndToEnd.Workloads;

/// <summary>Sessions: trades of each user, with at most ten seconds from one to the next.</summary>
[Topology("session")]
internal sealed partial class Sessions
{
    [Source("session-in")]
    private partial Stream<string, Trade> Trades { get; }

    [Count(nameof(Trades), Store = "sessions"), Window(Session = "10s"), Sink("session-out")]
    public partial WindowedTable<string, long> Counts { get; }
}
