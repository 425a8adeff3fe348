using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Testing;

/// <summary>Writes the changes of a task's store to its changelog topic.</summary>
internal sealed class TestChangelog(RecordCollector collector, string topic, int partition) : IChangelog
{
    private readonly OutputTopic _topic = collector.Topic(topic);

    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => collector.Send(_topic, partition, key, value, timestamp, headers: null);
}
