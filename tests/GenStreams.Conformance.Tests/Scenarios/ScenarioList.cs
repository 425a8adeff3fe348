namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>All recorded scenarios.</summary>
internal static class ScenarioList
{
    public static IReadOnlyDictionary<string, Scenario> Built { get; } = new[]
    {
        FoundationScenarios.All,
        WindowScenarios.All,
        SessionScenarios.All,
        StreamJoinScenarios.All,
        TableScenarios.All,
        ProcessorScenarios.All,
        VersionedScenarios.All,
    }.SelectMany(scenarios => scenarios).ToDictionary(scenario => scenario.Name, StringComparer.Ordinal);
}
