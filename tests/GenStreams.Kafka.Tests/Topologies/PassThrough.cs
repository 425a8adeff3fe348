namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Decodes and encodes what it reads, once before and once behind a repartition topic.</summary>
[Topology("pass-through")]
public partial class PassThrough
{
    [Source("pass-input")]
    private partial Stream<string?, string?> Records { get; }

    [Filter(nameof(Records))]
    private static bool Wanted(string? value) => value != "unwanted";

    [MapValues(nameof(Wanted)), Sink("pass-output")]
    private static string? Same(string? value) => value;

    [Repartition(nameof(Same)), Sink("pass-again")]
    private partial Stream<string?, string?> Again { get; }
}
