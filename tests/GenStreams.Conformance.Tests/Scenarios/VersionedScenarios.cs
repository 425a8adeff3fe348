namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Versioned tables and suppress.</summary>
internal static class VersionedScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<JoinStreamVersionedTable>("join-stream-versioned-table"),
        Scenario.Of<JoinStreamVersionedTableGrace>("join-stream-versioned-table-grace"),
        Scenario.Of<TableSuppressTimeLimit>("table-suppress-time-limit"),
        Scenario.Of<TableSuppressMaxRecords>("table-suppress-max-records"),
    ];
}
