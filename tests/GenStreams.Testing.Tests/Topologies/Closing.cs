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

/// <summary>Short windows that tell their result when they close, and a heartbeat of the task.</summary>
[Topology("prompt")]
public partial class Prompt
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [Count(nameof(In)), Window(Tumbling = "500ms", Emit = Emit.OnClose), Sink("closed")]
    private partial WindowedTable<string, long> Closed { get; }

    [StateStore("beats")] private partial KeyValueStore<string, long> Beats { get; }

    [Process(nameof(In))]
    private static void Note(string key, string value, RecordContext context, KeyValueStore<string, long> beats) => beats.Put(key, context.Timestamp);

    [Punctuate("200ms", Time = PunctuationTime.WallClock), Sink("beats")]
    private static void Beat(Punctuation punctuation, KeyValueStore<string, long> beats, Output<string, long> beat)
    {
        foreach (var (key, count) in beats.All())
        {
            beat.Emit(key, count);
            punctuation.Cancel();
        }
    }
}
