namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Joins of tables, foreign keys, grouped tables.</summary>
internal static class TableScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [];
}
