namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Stream-stream joins.</summary>
internal static class StreamJoinScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
