namespace GenStreams.Samples;

/// <summary>One step from topic to topic: the whole application in five lines.</summary>
[Topology("yelling"), Source("yelling-input"), Sink("yelling-output")]
public partial class Yelling
{
    [MapValues]
    private static string Yell(string text) => text.ToUpperInvariant();
}
