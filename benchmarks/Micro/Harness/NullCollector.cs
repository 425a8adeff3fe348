using GenStreams.Processing;

namespace GenStreams.Benchmarks.Harness;

/// <summary>Takes records and keeps nothing of them but a count and a checksum, so that no work can be optimised away.</summary>
internal sealed class NullCollector : RecordCollector
{
    private readonly Dictionary<string, OutputTopic> _topics = new(StringComparer.Ordinal);

    public long Sent { get; private set; }

    public long Checksum { get; private set; }

    public override OutputTopic Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            _topics.Add(name, topic = new NullTopic(name));
        }

        return topic;
    }

    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        Sent++;
        Checksum += key.Span.Length + (value.Span.IsEmpty ? 0 : value.Span[^1]) + timestamp;
    }

    private sealed class NullTopic(string name) : OutputTopic(name)
    {
        public override int PartitionCount => 4;
    }
}
