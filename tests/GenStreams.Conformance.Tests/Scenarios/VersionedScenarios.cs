namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Versioned tables and suppress.</summary>
internal static class VersionedScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
