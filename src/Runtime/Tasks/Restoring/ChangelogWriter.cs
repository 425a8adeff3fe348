using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>Writes a store's changes to the partition of its changelog topic that has the task's number.</summary>
internal sealed class ChangelogWriter(TopicPartition changelog) : IChangelog
{
    private readonly int _partition = changelog.Partition.Value;
    private RecordCollector? _collector;
    private OutputTopic? _topic;

    /// <summary>The topic, as the collector of this moment has it.</summary>
    public OutputTopic Topic => _topic ?? throw new InvalidOperationException($"Nothing takes the changes for '{changelog.Topic}' yet.");

    /// <summary>The store's thread has changed: changes go through this one from now on.</summary>
    public void Attach(RecordCollector collector)
    {
        _collector = collector;
        _topic = collector.Topic(changelog.Topic);
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => _collector!.Send(_topic!, _partition, key, value, timestamp, null);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers) =>
        _collector!.Send(_topic!, _partition, key, value, timestamp, headers);
}
