namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Session and sliding windows.</summary>
internal static class SessionScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
