namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Counts the records of each key in windows of 10 s, and tells each count once. KafkaStreams/WindowedCounting.java is the same in Java.</summary>
[Topology("windowed-counting")]
public partial class WindowedCounting
{
    public const string Input = "windowed-input";
    public const string Output = "windowed-output";

    [Source(Input)]
    private partial Stream<string, string> Records { get; }

    [Count(nameof(Records), Store = "finals"), Window(Tumbling = "10s", Emit = Emit.OnClose)]
    public partial WindowedTable<string, long> Finals { get; }

    [ToStream(nameof(Finals))]
    private partial Stream<Windowed<string>, long> Closed { get; }

    [SelectKey(nameof(Closed)), Sink(Output)]
    private static string Named(Windowed<string> window, long count) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{window.Key}@{window.Start / 1000 % 1000}");
}
