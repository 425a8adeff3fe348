using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>Writes a store's changes to the partition of its changelog topic that has the task's number.</summary>
internal sealed class ChangelogWriter(RecordCollector collector, OutputTopic topic, int partition) : IChangelog
{
    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => collector.Send(topic, partition, key, value, timestamp, null);

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers) =>
        collector.Send(topic, partition, key, value, timestamp, headers);
}
