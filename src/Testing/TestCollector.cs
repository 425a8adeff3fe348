using GenStreams.Processing;

namespace GenStreams.Testing;

/// <summary>Takes what the tasks of the driver write: to be read by the test, and by the tasks that read the topic.</summary>
internal sealed class TestCollector(TestTopics topics) : RecordCollector
{
    public override OutputTopic Topic(string name) => topics[name];

    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        var target = (TestTopic)topic;
        if (partition != PartitionByKey && (partition < 0 || partition >= target.PartitionCount))
        {
            throw new InvalidOperationException(
                $"A record was sent to partition {partition} of topic '{topic.Name}', "
                + $"which has partitions 0 to {target.PartitionCount - 1}: its partitioner is wrong.");
        }

        var message = topics.Append(
            target,
            partition == PartitionByKey ? target.PartitionOf(key) : partition,
            key.IsNull ? null : key.Span.ToArray(),
            value.IsNull ? null : value.Span.ToArray(),
            timestamp,
            headers);
        target.Written++;
        target.Unread.Enqueue(message);
    }
}
