using System.Text.RegularExpressions;
using GenStreams.Conformance.Tests.Recordings;
using GenStreams.Conformance.Tests.Scenarios;
using GenStreams.Testing;

namespace GenStreams.Conformance.Tests;

/// <summary>
/// What is written to any topic, changelogs and repartition topics included, is byte for byte what Kafka Streams writes, so that either
/// can take over the other's state.
/// </summary>
public sealed partial class WireTests
{
    /// <summary>
    /// Changelogs that Kafka Streams makes, unless its optimization of source tables is switched on, and GenStreams never does: the
    /// table's source topic has the same records and serves as changelog.
    /// </summary>
    private static readonly Dictionary<string, string[]> ReusedSourceTopics = new(StringComparer.Ordinal)
    {
        ["join-click-enrichment"] = ["app-profiles-STATE-STORE-0000000001-changelog"],
        ["join-stream-table-inner"] = ["app-right-STATE-STORE-0000000001-changelog"],
        ["join-stream-table-left"] = ["app-right-STATE-STORE-0000000001-changelog"],
        ["join-table-table-inner"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["join-table-table-left"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["join-table-table-outer"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["join-table-table-chain"] =
        [
            "app-one-STATE-STORE-0000000000-changelog",
            "app-two-STATE-STORE-0000000003-changelog",
            "app-three-STATE-STORE-0000000009-changelog",
        ],
        ["join-foreign-key-inner"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["join-foreign-key-left"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["join-foreign-key-by-key"] = ["app-left-STATE-STORE-0000000000-changelog", "app-right-STATE-STORE-0000000003-changelog"],
        ["table-group-by-aggregate"] = ["app-in-STATE-STORE-0000000000-changelog"],
        ["table-group-by-count"] = ["app-in-STATE-STORE-0000000000-changelog"],
        ["table-group-by-reduce"] = ["app-in-STATE-STORE-0000000000-changelog"],
        ["table-top-two"] = ["app-in-STATE-STORE-0000000000-changelog"],
        ["table-filter-materialized"] = ["app-source-changelog"],
        ["table-suppress-max-records"] = ["app-in-STATE-STORE-0000000000-changelog"],
        ["table-suppress-time-limit"] = ["app-in-STATE-STORE-0000000000-changelog"],
    };

    /// <summary>
    /// Repartition topics that Kafka Streams names after the node before a join whose user did not name it; in GenStreams they are named
    /// after the join.
    /// </summary>
    private static readonly Dictionary<(string Scenario, string Topic), string> JoinRepartitions = new()
    {
        [("join-coupons", "app-b-coffee-repartition")] = "app-Coupon-left-repartition",
        [("join-coupons", "app-b-electronics-repartition")] = "app-Coupon-right-repartition",
        [("join-stream-stream-rekeyed", "app-KSTREAM-KEY-SELECT-0000000001-repartition")] = "app-Pair-left-repartition",
        [("join-stream-stream-rekeyed", "app-KSTREAM-KEY-SELECT-0000000003-repartition")] = "app-Pair-right-repartition",
    };

    public static TheoryData<string> Recorded() => [.. RecordingFolder.WireScenarios().Where(ScenarioList.Built.ContainsKey)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Writes_the_bytes_that_Kafka_Streams_writes(string scenario) =>
        Check(scenario, RecordingFolder.ReadWire(scenario), ScenarioList.Built[scenario].AsRecorded(new TopologyTestDriverOptions()));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Writes_them_with_record_caches_and_a_commit_after_each_record(string scenario) =>
        Check(scenario, RecordingFolder.ReadWire(scenario), new TopologyTestDriverOptions { CacheBytes = 10_000_000 });

    public static TheoryData<string> RecordedWithoutCaches() => [.. RecordingFolder.UncachedScenarios()];

    /// <summary>The scenarios whose record caches matter, as Kafka Streams 4.3.1 writes them with <c>statestore.cache.max.bytes=0</c>.</summary>
    [Theory]
    [MemberData(nameof(RecordedWithoutCaches))]
    public void Writes_the_bytes_that_Kafka_Streams_writes_without_caches(string scenario) =>
        Check(scenario, RecordingFolder.ReadUncached(scenario), new TopologyTestDriverOptions { CacheBytes = 0 });

    [Fact]
    public void Every_scenario_that_is_built_has_a_wire_recording() =>
        Assert.Empty(ScenarioList.Built.Keys.Except(RecordingFolder.WireScenarios()));

    private static void Check(string scenario, Recording recording, TopologyTestDriverOptions options)
    {
        var played = ScenarioList.Built[scenario].Play(recording, options, RecordFormat.Hex).ToList();
        var names = MatchTopics(scenario, recording, played);
        var untimed = recording.Steps.SelectMany(step => step.Output)
            .Where(record => record.Timestamp == RecordedRecord.NoTimestamp)
            .Select(record => names[record.Topic])
            .ToHashSet(StringComparer.Ordinal);
        // Kafka Streams writes what changed in a suppress buffer in the order of a hash set, which means nothing.
        var unordered = names.Where(name => IsOfSuppress(name.Key)).Select(name => name.Value).ToHashSet(StringComparer.Ordinal);
        string? Order(RecordedRecord record) => unordered.Contains(record.Topic) ? record.Key : "";
        for (int index = 0; index < recording.Steps.Count; index++)
        {
            var step = recording.Steps[index];
            var expected = step.Output
                .Where(record => names.ContainsKey(record.Topic))
                .Select(record => record with { Topic = names[record.Topic] });
            var actual = played[index].Where(record => !IsProgress(record.Topic)).Select(record => untimed.Contains(record.Topic)
                ? record with { Timestamp = RecordedRecord.NoTimestamp }
                : record);
            StepComparison.Check(
                $"{scenario}, step {index} {step}",
                expected.OrderBy(Order, StringComparer.Ordinal),
                actual.OrderBy(Order, StringComparer.Ordinal));
        }
    }

    /// <summary>What was emitted of windows that closed: Kafka Streams has it in the metadata of offsets, which are in no topic of the recordings.</summary>
    private static bool IsProgress(string topic) => topic.EndsWith("-progress-changelog", StringComparison.Ordinal);

    /// <summary>The topic of ours for each of theirs: the same name, or where that has a generated number, the one of its kind.</summary>
    private static Dictionary<string, string> MatchTopics(
        string scenario, Recording recording, IReadOnlyList<IReadOnlyList<RecordedRecord>> played)
    {
        var theirs = Topics(recording.Steps.SelectMany(step => step.Output));
        var ours = Topics(played.SelectMany(output => output).Where(record => !IsProgress(record.Topic)));
        foreach (string reused in ReusedSourceTopics.GetValueOrDefault(scenario, []))
        {
            Assert.True(theirs.Remove(reused), $"'{reused}' is not recorded; the table of reused topics is out of date.");
        }

        var names = theirs.Where(topic => JoinRepartitions.ContainsKey((scenario, topic)))
            .ToDictionary(topic => topic, topic => JoinRepartitions[(scenario, topic)]);
        foreach (string topic in theirs.Where(topic => !names.ContainsKey(topic) && !GeneratedNumber().IsMatch(topic)).ToList())
        {
            names.Add(topic, topic);
        }

        foreach (string topic in theirs.Except(names.Keys).ToList())
        {
            string kind = KindOf(topic);
            var candidates = ours.Except(names.Values).Where(name => name.EndsWith(kind, StringComparison.Ordinal)).ToList();
            if (candidates.Count > 1)
            {
                // Of several, the one that has the same records is meant.
                var expected = Of(topic, recording.Steps.SelectMany(step => step.Output));
                candidates.RemoveAll(name => !Of(name, played.SelectMany(output => output)).SequenceEqual(expected));
            }

            Assert.True(
                candidates.Count == 1,
                $"'{topic}' has {candidates.Count} topics of ours that could be it: {string.Join(", ", candidates)}");
            names.Add(topic, candidates[0]);
        }

        return names;
    }

    private static bool IsOfSuppress(string topic) => topic.Contains("-KTABLE-SUPPRESS-", StringComparison.Ordinal);

    private static List<(string? Key, string? Value, long Timestamp)> Of(string topic, IEnumerable<RecordedRecord> records) =>
        [.. records.Where(record => record.Topic == topic).Select(record => (record.Key, record.Value, record.Timestamp))];

    /// <summary>How a topic of ours ends that may be one of theirs.</summary>
    private static string KindOf(string topic) => IsOfSuppress(topic) ? "-store-changelog" : JoinStore().Match(topic).Groups[1].Value switch
    {
        "THIS" => "-this-join-store-changelog",
        "OTHER" => "-other-join-store-changelog",
        "SHARED" => "-shared-join-store-changelog",
        _ => topic[topic.LastIndexOf('-')..],
    };

    private static HashSet<string> Topics(IEnumerable<RecordedRecord> records) =>
        records.Select(record => record.Topic).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("-[0-9]{10}(-|$)")]
    private static partial Regex GeneratedNumber();

    [GeneratedRegex("-KSTREAM-(?:JOIN|OUTER)(THIS|OTHER|SHARED)-")]
    private static partial Regex JoinStore();
}
