using GenStreams.Conformance.Tests.Recordings;
using GenStreams.Conformance.Tests.Scenarios;
using GenStreams.Testing;

namespace GenStreams.Conformance.Tests;

/// <summary>Every scenario does at every step what Kafka Streams did, topic by topic and in order.</summary>
public sealed class ConformanceTests
{
    private const string Internal = "app-";

    public static TheoryData<string, string> Recorded()
    {
        var cases = new TheoryData<string, string>();
        foreach (string scenario in RecordingFolder.Scenarios().Where(ScenarioList.Built.ContainsKey))
        {
            foreach (string seed in RecordingFolder.Seeds(scenario))
            {
                cases.Add(scenario, seed);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Does_what_Kafka_Streams_did(string scenario, string seed) => Check(scenario, seed, new TopologyTestDriverOptions());

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Does_the_same_with_record_caches_and_a_commit_after_each_record(string scenario, string seed) =>
        Check(scenario, seed, new TopologyTestDriverOptions { CacheBytes = 10_000_000 });

    public static TheoryData<string, string> RecordedForAnyPartitions()
    {
        var cases = new TheoryData<string, string>();
        foreach (string scenario in RecordingFolder.Scenarios())
        {
            foreach (string seed in ScenarioList.Built.GetValueOrDefault(scenario) is { NeedsOnePartition: null } ? RecordingFolder.Seeds(scenario) : [])
            {
                cases.Add(scenario, seed);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(RecordedForAnyPartitions))]
    public void Does_the_same_with_several_partitions(string scenario, string seed) =>
        Check(scenario, seed, new TopologyTestDriverOptions { Partitions = 3 });

    [Fact]
    public void All_recorded_scenarios_are_built() => Assert.Equal(
        RecordingFolder.WireScenarios().Order(StringComparer.Ordinal),
        ScenarioList.Built.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_scenario_in_the_folder_is_known_and_has_a_recording()
    {
        Assert.NotEmpty(RecordingFolder.Scenarios());
        Assert.Empty(RecordingFolder.Scenarios().Except(ScenarioList.Built.Keys));
        Assert.All(RecordingFolder.Scenarios(), scenario => Assert.NotEmpty(RecordingFolder.Seeds(scenario)));
    }

    [Fact]
    public void A_difference_is_seen()
    {
        RecordedRecord one = new("out", "k", "1", 5);
        RecordedRecord[] recorded = [one, one with { Topic = "other" }, one with { Value = "2" }];
        StepComparison.Check("step", recorded, [recorded[1], recorded[0], recorded[2]]);
        RecordedRecord[][] others =
        [
            [recorded[2], recorded[1], recorded[0]],
            [recorded[0], recorded[1]],
            [.. recorded, one],
            [recorded[0], recorded[1], one with { Value = null }],
            [recorded[0], recorded[1], recorded[2] with { Timestamp = 6 }],
        ];

        Assert.All(others, other => Assert.Throws<Xunit.Sdk.XunitException>(() => StepComparison.Check("step", recorded, other)));
    }

    internal static void Check(string scenario, string seed, TopologyTestDriverOptions options)
    {
        var recording = RecordingFolder.Read(scenario, seed);
        Assert.Equal(scenario, recording.Scenario);
        Assert.NotEmpty(recording.Steps);
        Assert.All(recording.Steps, step => Assert.Null(step.Error));
        int index = 0;
        var built = ScenarioList.Built[scenario];
        foreach (var output in built.Play(recording, built.AsRecorded(options), built.Format))
        {
            var step = recording.Steps[index];
            var written = output.Where(record => !record.Topic.StartsWith(Internal, StringComparison.Ordinal));
            StepComparison.Check($"{scenario}, seed {seed}, step {index} {step}", step.Output, written);
            index++;
        }

        Assert.Equal(recording.Steps.Count, index);
    }
}
