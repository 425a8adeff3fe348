namespace GenStreams.Kafka.Tests.Topologies;

/// <summary>Reads numbers: values that are not four bytes long cannot be read.</summary>
[Topology("doubling")]
public partial class Doubling
{
    [Source("numbers")]
    private partial Stream<string, int> Numbers { get; }

    [MapValues(nameof(Numbers)), Sink("doubled")]
    private static int Doubled(int number) => 2 * number;
}
