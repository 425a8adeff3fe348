using GenStreams.Processing;

namespace GenStreams.Allocation.Tests;

/// <summary>Counts the records that are sent, and keeps none.</summary>
internal sealed class CountingCollector : RecordCollector
{
    private readonly Dictionary<string, CountedTopic> _topics = new(StringComparer.Ordinal);

    public override OutputTopic Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            topic = new CountedTopic(name);
            _topics.Add(name, topic);
        }

        return topic;
    }

    /// <summary>How many records were sent to a topic.</summary>
    public long Sent(string name) => _topics.TryGetValue(name, out var topic) ? topic.Sent : 0;

    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers) =>
        ((CountedTopic)topic).Sent++;

    private sealed class CountedTopic(string name) : OutputTopic(name)
    {
        public override int PartitionCount => 1;

        public long Sent { get; set; }
    }
}
