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

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Does_the_same_with_several_partitions(string scenario, string seed) =>
        Check(scenario, seed, new TopologyTestDriverOptions { Partitions = 3 });

    [Fact]
    public void Every_recorded_scenario_is_built_or_listed_as_not_built()
    {
        Assert.Equal(
            RecordingFolder.Scenarios(),
            ScenarioList.Built.Keys.Concat(ScenarioList.NotBuilt.Keys).Order(StringComparer.Ordinal));
        Assert.All(RecordingFolder.Scenarios(), scenario => Assert.NotEmpty(RecordingFolder.Seeds(scenario)));
    }

    private static void Check(string scenario, string seed, TopologyTestDriverOptions options)
    {
        var recording = RecordingFolder.Read(scenario, seed);
        Assert.Equal(scenario, recording.Scenario);
        Assert.NotEmpty(recording.Steps);
        Assert.All(recording.Steps, step => Assert.Null(step.Error));
        int index = 0;
        foreach (var output in ScenarioList.Built[scenario].Play(recording, options, RecordFormat.Text))
        {
            var step = recording.Steps[index];
            var written = output.Where(record => !record.Topic.StartsWith(Internal, StringComparison.Ordinal));
            StepComparison.Check($"{scenario}, seed {seed}, step {index} {step}", step.Output, written);
            index++;
        }

        Assert.Equal(recording.Steps.Count, index);
    }
}
