namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Punctuators by both clocks, with what they emit going through a table.</summary>
[Topology("clocks")]
public partial class Clocks
{
    [Source("in")] private partial Stream<string, int> In { get; }

    [StateStore("latest")] private partial KeyValueStore<string, int> Latest { get; }

    [Output] private partial Stream<string, string> Ticks { get; }

    [ToTable(nameof(Ticks), Store = "ticks")] private partial Table<string, string> Last { get; }

    [ToStream(nameof(Last)), Sink("ticks")] private partial Stream<string, string> Changes { get; }

    [MapValues(nameof(Ticks)), Sink("contexts")]
    private static string Contexts(string tick, RecordContext context) =>
        $"{tick} {context.Topic ?? "none"} {context.Partition} {context.Offset} {context.Timestamp} {context.Headers.Count}";

    [Process(nameof(In))]
    private static void Keep(string key, int value, KeyValueStore<string, int> latest, Output<string, string> ticks)
    {
        latest.Put(key, value);
        if (value < 0)
        {
            ticks.Emit(key, "record");
        }
    }

    [Punctuate("10s")]
    private static void ByStream(Punctuation punctuation, KeyValueStore<string, int> latest, Output<string, string> ticks)
    {
        foreach (var (key, value) in latest.All())
        {
            ticks.Emit(key, $"stream {value}");
        }

        latest.Put("stream", 1);
    }

    [Punctuate("1m", Time = PunctuationTime.WallClock)]
    private static void ByClock(Punctuation punctuation, KeyValueStore<string, int> latest, Output<string, string> ticks)
    {
        if (latest.Get("fail") > 0)
        {
            throw new InvalidOperationException("told to");
        }

        ticks.Emit("clock", $"clock {latest.Count}", punctuation.Timestamp + 5);
        if (latest.Count > 2)
        {
            punctuation.Cancel();
        }
    }
}
