using GenStreams.Conformance.Tests.Recordings;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Versioned tables and suppress.</summary>
internal static class VersionedScenarios
{
    private const string StreamTime = "What is held back leaves by the stream time of a task, which another partition's records do not move.";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<JoinStreamVersionedTable>("join-stream-versioned-table"),
        Scenario.Of<JoinTableTableVersioned>("join-table-table-versioned"),
        Scenario.Of<JoinStreamVersionedTableGrace>("join-stream-versioned-table-grace", needsOnePartition: StreamTime),
        Scenario.Of<TableSuppressTimeLimit>("table-suppress-time-limit", needsOnePartition: StreamTime, needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<TableSuppressMaxRecords>("table-suppress-max-records", needsOnePartition: StreamTime, needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<WindowSuppressFinal>("window-suppress-final", RecordFormat.TimeWindow(5_000), StreamTime),
        Scenario.Of<WindowSessionSuppressFinal>("window-session-suppress-final", RecordFormat.Session, StreamTime, needsCaches: Scenario.OldSessions),
    ];
}
