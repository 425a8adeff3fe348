namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>All recorded scenarios: those that a topology was written for, and those that wait for operators that are not built.</summary>
internal static class ScenarioList
{
    private const string Windows = "windows are not built";
    private const string WindowedJoins = "stream-stream joins are not built";
    private const string TableJoins = "table-table joins are not built";
    private const string TableGroups = "grouped tables are not built";
    private const string Suppression = "suppress is not built";
    private const string VersionedStores = "versioned stores are not built";
    private const string Processors = "processors that forward keys, and punctuation, are not built";
    private const string Cogroups = "cogroup is not built";
    private const string TimestampExtractors = "timestamp extractors are not built";

    public static IReadOnlyDictionary<string, Scenario> Built { get; } = new[]
    {
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
    }.ToDictionary(scenario => scenario.Name, StringComparer.Ordinal);

    /// <summary>Scenarios without a topology, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotBuilt { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aggregate-cogroup"] = Cogroups,
        ["join-click-enrichment"] = WindowedJoins,
        ["join-coupons"] = WindowedJoins,
        ["join-foreign-key-by-key"] = TableJoins,
        ["join-foreign-key-inner"] = TableJoins,
        ["join-foreign-key-left"] = TableJoins,
        ["join-session-counts-resolved"] = Windows,
        ["join-stream-stream-inner"] = WindowedJoins,
        ["join-stream-stream-inner-asymmetric"] = WindowedJoins,
        ["join-stream-stream-inner-grace"] = WindowedJoins,
        ["join-stream-stream-left"] = WindowedJoins,
        ["join-stream-stream-left-asymmetric"] = WindowedJoins,
        ["join-stream-stream-left-grace"] = WindowedJoins,
        ["join-stream-stream-outer"] = WindowedJoins,
        ["join-stream-stream-outer-asymmetric"] = WindowedJoins,
        ["join-stream-stream-outer-grace"] = WindowedJoins,
        ["join-stream-stream-rekeyed"] = WindowedJoins,
        ["join-stream-stream-self"] = WindowedJoins,
        ["join-stream-versioned-table"] = VersionedStores,
        ["join-stream-versioned-table-grace"] = VersionedStores,
        ["join-table-table-chain"] = TableJoins,
        ["join-table-table-inner"] = TableJoins,
        ["join-table-table-left"] = TableJoins,
        ["join-table-table-outer"] = TableJoins,
        ["join-table-table-versioned"] = TableJoins,
        ["join-windowed-counts"] = Windows,
        ["process-named-children"] = Processors,
        ["process-punctuate-stream-time"] = Processors,
        ["process-punctuate-wall-clock"] = Processors,
        ["table-group-by-aggregate"] = TableGroups,
        ["table-group-by-count"] = TableGroups,
        ["table-group-by-reduce"] = TableGroups,
        ["table-suppress-max-records"] = Suppression,
        ["table-suppress-time-limit"] = Suppression,
        ["table-top-two"] = TableGroups,
        ["time-extractor"] = TimestampExtractors,
        ["time-extractor-skips"] = TimestampExtractors,
        ["window-cogroup-tumbling"] = Windows,
        ["window-hopping"] = Windows,
        ["window-hopping-grace"] = Windows,
        ["window-hopping-nulls"] = Windows,
        ["window-hopping-on-close"] = Windows,
        ["window-session-aggregate"] = Windows,
        ["window-session-count"] = Windows,
        ["window-session-on-close"] = Windows,
        ["window-session-suppress-final"] = Windows,
        ["window-sliding"] = Windows,
        ["window-sliding-dense"] = Windows,
        ["window-sliding-on-close"] = Windows,
        ["window-suppress-final"] = Windows,
        ["window-top-per-window"] = Windows,
        ["window-tumbling-count"] = Windows,
        ["window-tumbling-grace"] = Windows,
        ["window-tumbling-on-close"] = Windows,
    };
}
