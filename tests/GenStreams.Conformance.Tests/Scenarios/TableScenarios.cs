using GenStreams.Conformance.Tests.Recordings;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Joins of tables, foreign keys, grouped tables.</summary>
internal static class TableScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<JoinTableTableInner>("join-table-table-inner", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinTableTableLeft>("join-table-table-left", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinTableTableOuter>("join-table-table-outer", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinTableTableChain>("join-table-table-chain", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<TableGroupByAggregate>("table-group-by-aggregate"),
        Scenario.Of<TableGroupByCount>("table-group-by-count"),
        Scenario.Of<TableGroupByReduce>("table-group-by-reduce"),
        Scenario.Of<TableTopTwo>("table-top-two"),
        Scenario.Of<JoinForeignKeyInner>("join-foreign-key-inner", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinForeignKeyLeft>("join-foreign-key-left", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinForeignKeyByKey>("join-foreign-key-by-key", needsCaches: Scenario.DeletesOfAbsent),
        Scenario.Of<JoinWindowedCounts>(
            "join-windowed-counts",
            RecordFormat.TimeWindow(10_000),
            needsOnePartition: "windows end as the records of one partition go on",
            needsCaches: "both counts change before either's change is joined, so that each finds the other's new value"),
    ];
}
