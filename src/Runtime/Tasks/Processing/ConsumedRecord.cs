using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>The record that a task is working on, as it was consumed.</summary>
internal sealed class ConsumedRecord : CurrentRecord
{
    private ConsumedMessage _message;

    /// <inheritdoc/>
    public override RawRecord Raw => Topic is null || IsHeldBack ? default : _message.Raw;

    /// <summary>Goes to the head of a queue, whose message stays the client's.</summary>
    public void MoveTo(RecordQueue queue, IStreamConsumer consumer) => MoveTo(in queue.Head, queue.Partition, consumer);

    /// <summary>Goes to a message, which stays the client's.</summary>
    public void MoveTo(in ConsumedMessage message, TopicPartition partition, IStreamConsumer consumer)
    {
        _message = message;
        Topic = partition.Topic;
        Partition = partition.Partition.Value;
        Offset = _message.Offset;
        consumer.ReadHeaders(in _message, Headers);
    }

    /// <summary>There is no record: what the task writes now comes from its caches.</summary>
    public void MoveToNone()
    {
        _message = default;
        Topic = null;
        Partition = -1;
        Offset = -1;
        Headers.Clear();
    }
}
