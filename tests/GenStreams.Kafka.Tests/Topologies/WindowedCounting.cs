namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Counts the records of each key in windows of 10 s, and tells each count once. KafkaStreams/WindowedCounting.java is the same in Java.</summary>
[Topology("windowed-counting")]
public partial class WindowedCounting
{
    public const string Input = "windowed-input";
    public const string Output = "windowed-output";

    [Source(Input)]
    private partial Stream<string, string> Records { get; }

    [Count(nameof(Records), Store = "finals"), Window(Tumbling = "10s", Emit = Emit.OnClose), Sink(Output)]
    public partial WindowedTable<string, long> Finals { get; }
}
