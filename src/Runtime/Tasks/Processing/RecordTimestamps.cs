using System.Collections.Immutable;
using System.Globalization;
using GenStreams.Processing;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>
/// Gives records their times, by the settings of their sources, when they become the next ones of their partitions: what is taken next
/// depends on them. As the timestamp extractors of Kafka Streams do.
/// </summary>
internal sealed class RecordTimestamps
{
    /// <summary>The time of a record that is left out.</summary>
    public const long Skipped = -1;

    private readonly ImmutableArray<SourceDescriptor> _sources;
    private readonly TimeProvider _time;

    /// <summary>The times of a sub-topology's records.</summary>
    public RecordTimestamps(SubTopologyDescriptor subTopology, TimeProvider time)
    {
        _sources = subTopology.Sources;
        _time = time;
        foreach (var source in _sources)
        {
            IsNeeded |= source.HasTimestampExtractor || source.Timestamps != SourceTimestamps.FailOnInvalid;
        }
    }

    /// <summary>Whether any source has other times than those of its topic, which are checked when it is their turn.</summary>
    public bool IsNeeded { get; }

    /// <summary>The time of a record; <see cref="Skipped"/> when it is left out, which has been noted.</summary>
    /// <param name="task">The task, whose record at hand it is.</param>
    /// <param name="source">The source.</param>
    /// <param name="record">The record, with the timestamp of the topic.</param>
    /// <param name="partitionTime">The greatest time that was taken from its partition; negative when none was.</param>
    /// <exception cref="StreamsException">It has none, or the extractor failed.</exception>
    public long Of(TopologyTask task, int source, in RawRecord record, long partitionTime)
    {
        var descriptor = _sources[source];
        if (descriptor.Timestamps == SourceTimestamps.WallClock)
        {
            return _time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        long timestamp = descriptor.HasTimestampExtractor ? Extract(task, source, record) : record.Timestamp;
        return timestamp >= 0 ? timestamp
            : timestamp == TopologyTask.Unreadable ? Skipped
            : Replace(task, descriptor, timestamp, partitionTime);
    }

    /// <summary>The error of a record without a valid timestamp.</summary>
    public StreamsException Invalid(int source, CurrentRecord record, long timestamp)
    {
        var descriptor = _sources[source];
        string origin = descriptor.HasTimestampExtractor
            ? "that is what its extractor returned"
            : "it was written by a producer that sets none. Set timestamps there, or message.timestamp.type=LogAppendTime on the topic";
        return new StreamsException(
            $"The record at {PlaceOf(record)} has the timestamp {timestamp.ToString(CultureInfo.InvariantCulture)}: {origin}. " +
            $"Or say with Timestamps of [Source] on '{descriptor.Member}' what becomes of such records.");
    }

    private static string PlaceOf(CurrentRecord record) =>
        $"topic '{record.Topic}', partition {record.Partition}, offset {record.Offset}";

    private long Extract(TopologyTask task, int source, in RawRecord record)
    {
        try
        {
            return task.ExtractTimestamp(source, record);
        }
        catch (Exception e) when (e is not StreamsException)
        {
            throw new StreamsException(
                $"The timestamp extractor of '{_sources[source].Member}' failed at {PlaceOf(task.Context.Record)}: {e.Message}", e);
        }
    }

    private long Replace(TopologyTask task, SourceDescriptor source, long timestamp, long partitionTime)
    {
        var record = task.Context.Record;
        switch (source.Timestamps)
        {
            case SourceTimestamps.LogAndSkipOnInvalid:
                task.Context.Errors.Dropped(task, source.Member, "its timestamp is negative");
                return Skipped;
            case SourceTimestamps.UsePartitionTimeOnInvalid when partitionTime >= 0:
                return partitionTime;
            case SourceTimestamps.UsePartitionTimeOnInvalid:
                throw new StreamsException(
                    $"The record at {PlaceOf(record)} has no valid timestamp, and it is the first one of its partition, so that there is " +
                    $"none to take in its place as Timestamps of [Source] on '{source.Member}' wants. Use LogAndSkipOnInvalid there, or a " +
                    "timestamp extractor.");
            default:
                throw Invalid(_sources.IndexOf(source), record, timestamp);
        }
    }
}
