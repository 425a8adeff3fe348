using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Benchmarks.Harness;

/// <summary>A changelog that goes to a collector, as a task's does.</summary>
internal sealed class NullChangelog(RecordCollector collector, OutputTopic topic) : IChangelog
{
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => collector.Send(topic, 0, key, value, timestamp, null);
}
