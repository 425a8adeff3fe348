namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Stateless operators, tables, unwindowed aggregations, lookup joins.</summary>
internal static class FoundationScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<StatelessMapValues>("stateless-map-values"),
        Scenario.Of<StatelessFilter>("stateless-filter"),
        Scenario.Of<StatelessFlatMapValues>("stateless-flat-map-values"),
        Scenario.Of<StatelessFlatMap>("stateless-flat-map"),
        Scenario.Of<StatelessMap>("stateless-map"),
        Scenario.Of<StatelessBranch>("stateless-branch"),
        Scenario.Of<StatelessMerge>("stateless-merge"),
        Scenario.Of<StatelessDynamicTopic>("stateless-dynamic-topic"),
        Scenario.Of<TableToStream>("table-to-stream"),
        Scenario.Of<TableFilter>("table-filter"),
        Scenario.Of<TableFilterMaterialized>("table-filter-materialized"),
        Scenario.Of<TableMapValues>("table-map-values"),
        Scenario.Of<TableToTable>("table-to-table"),
        Scenario.Of<TableAsRepartitioned>("table-as-repartitioned"),
        Scenario.Of<AggregateCount>("aggregate-count"),
        Scenario.Of<AggregateReduce>("aggregate-reduce"),
        Scenario.Of<AggregateReduceDelete>("aggregate-reduce-delete"),
        Scenario.Of<AggregateAggregate>("aggregate-aggregate"),
        Scenario.Of<AggregateGroupBy>("aggregate-group-by"),
        Scenario.Of<AggregateThenTableFilter>("aggregate-then-table-filter"),
        Scenario.Of<AggregateWordCount>("aggregate-word-count"),
        Scenario.Of<JoinStreamTableInner>("join-stream-table-inner"),
        Scenario.Of<JoinStreamTableLeft>("join-stream-table-left"),
        Scenario.Of<JoinGlobalInner>("join-global-inner"),
        Scenario.Of<JoinGlobalLeft>("join-global-left"),
        Scenario.Of<ProcessValuesWithStore>("process-values-with-store"),
    ];
}
