using GenStreams.Conformance.Tests.Recordings;
using GenStreams.Testing;
using GenStreams.Topologies;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>A scenario of the recordings and the topology that is to do the same.</summary>
internal abstract class Scenario(string name)
{
    /// <summary>Why caches are needed where rows or windows are deleted that were never there.</summary>
    public const string DeletesOfAbsent = "without a cache everybody hears of deletions of what was never there";

    /// <summary>Why caches are needed where sessions are found by late records.</summary>
    public const string OldSessions = "without a cache sessions that are older than the retention are not found";

    public string Name { get; } = name;

    /// <summary>How its output stands in its recordings.</summary>
    public RecordFormat Format { get; private init; } = RecordFormat.Text;

    /// <summary>Why it does not do the same with several partitions; null when it does.</summary>
    public string? NeedsOnePartition { get; private init; }

    /// <summary>
    /// Why it only does the same with record caches, with which all was recorded, each record followed by a commit; null when it does without.
    /// </summary>
    public string? NeedsCaches { get; private init; }

    /// <summary>A scenario that a topology was written for.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="format">How its output stands in its recordings; as text when null.</param>
    /// <param name="needsOnePartition">Why it does not do the same with several partitions; null when it does.</param>
    /// <param name="needsCaches">Why it only does the same with record caches; null when it does without.</param>
    public static Scenario Of<T>(string name, RecordFormat? format = null, string? needsOnePartition = null, string? needsCaches = null)
        where T : class, ITopology<T> =>
        new Written<T>(name) { Format = format ?? RecordFormat.Text, NeedsOnePartition = needsOnePartition, NeedsCaches = needsCaches };

    /// <summary>The options with which it does what was recorded.</summary>
    public TopologyTestDriverOptions AsRecorded(TopologyTestDriverOptions options) => NeedsCaches is null
        ? options
        : new TopologyTestDriverOptions { Partitions = options.Partitions, CacheBytes = 10_000_000, Configure = options.Configure };

    /// <summary>Feeds the inputs of a recording and returns what came out at each step, all topics together.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="options">How the driver is set up.</param>
    /// <param name="format">How bytes are shown in what is returned.</param>
    public abstract IEnumerable<IReadOnlyList<RecordedRecord>> Play(
        Recording recording, TopologyTestDriverOptions options, RecordFormat format);

    private sealed class Written<T>(string name) : Scenario(name)
        where T : class, ITopology<T>
    {
        public override IEnumerable<IReadOnlyList<RecordedRecord>> Play(
            Recording recording, TopologyTestDriverOptions options, RecordFormat format)
        {
            using var driver = new TopologyTestDriver<T>(options);
            foreach (var step in recording.Steps)
            {
                if (step.Input is { } input)
                {
                    driver.Input<byte[], byte[]>(input.Topic)
                        .Pipe(RecordFormat.ReadInput(input.Key), RecordFormat.ReadInput(input.Value), input.Timestamp);
                }
                else
                {
                    driver.AdvanceWallClock(TimeSpan.FromMilliseconds(step.AdvanceMilliseconds));
                }

                yield return [.. driver.ProducedTopics.SelectMany(topic => ReadAll(driver, topic, format))];
            }
        }

        private static IEnumerable<RecordedRecord> ReadAll(TopologyTestDriver<T> driver, string topic, RecordFormat format)
        {
            // What is in internal topics is in the stores' own format.
            var shown = topic.StartsWith(driver.ApplicationId + "-", StringComparison.Ordinal) ? RecordFormat.Hex : format;
            return driver.Output<byte[], byte[]>(topic).ReadAllRecords()
                .Select(record => new RecordedRecord(topic, shown.ShowKey(record.Key), shown.ShowValue(record.Value), record.Timestamp));
        }
    }
}
