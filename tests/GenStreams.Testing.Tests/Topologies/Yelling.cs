namespace GenStreams.Testing.Tests.Topologies;

/// <summary>The one-step form.</summary>
[Topology("yelling"), Source("quiet"), Sink("loud")]
public partial class Yelling
{
    [MapValues]
    private static string Yell(string value) => value.ToUpperInvariant();
}
