namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Windows that tell their result when they close, in both ways.</summary>
[Topology("closing")]
public partial class Closing
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [Count(nameof(In)), Window(Tumbling = "10s", Grace = "2s", Emit = Emit.OnClose), Sink("closed")]
    private partial WindowedTable<string, long> Closed { get; }

    [Count(nameof(In), Store = "updated"), Window(Tumbling = "10s", Grace = "2s")]
    private partial WindowedTable<string, long> Updated { get; }

    [Suppress(nameof(Updated), UntilWindowCloses = true), Sink("suppressed")]
    private partial WindowedTable<string, long> Suppressed { get; }
}
