namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Tumbling and hopping windows, and cogroups.</summary>
internal static class WindowScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
