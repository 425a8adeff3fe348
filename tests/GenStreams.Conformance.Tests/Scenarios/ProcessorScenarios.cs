namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Processors, punctuation, timestamp extractors.</summary>
internal static class ProcessorScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
