using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>A consumer whose records interceptors see.</summary>
internal sealed class InterceptedConsumer(IStreamConsumer consumer, string clientId, Interceptors interceptors) : IStreamConsumer
{
    /// <inheritdoc/>
    public int Poll(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        int count = consumer.Poll(into, timeout);
        foreach (ref readonly var message in into[..count])
        {
            var place = consumer.PartitionOf(message.Slot);
            var raw = message.Raw;
            interceptors.Consumed(
                new InterceptedRecord(clientId, place.Topic, place.Partition.Value, message.Offset, message.Timestamp, raw.Key, raw.Value));
        }

        return count;
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<TopicPartitionOffset> partitions) => consumer.Add(partitions);

    /// <inheritdoc/>
    public void Remove(IReadOnlyCollection<TopicPartition> partitions) => consumer.Remove(partitions);

    /// <inheritdoc/>
    public bool TryTakeFault(out PartitionFault fault) => consumer.TryTakeFault(out fault);

    /// <inheritdoc/>
    public void Release(in ConsumedMessage message) => consumer.Release(in message);

    /// <inheritdoc/>
    public void ReadHeaders(in ConsumedMessage message, RecordHeaders headers) => consumer.ReadHeaders(in message, headers);

    /// <inheritdoc/>
    public int Slot(TopicPartition partition) => consumer.Slot(partition);

    /// <inheritdoc/>
    public TopicPartition PartitionOf(int slot) => consumer.PartitionOf(slot);

    /// <inheritdoc/>
    public void Pause(TopicPartition partition) => consumer.Pause(partition);

    /// <inheritdoc/>
    public void Resume(TopicPartition partition) => consumer.Resume(partition);

    /// <inheritdoc/>
    public void Seek(TopicPartitionOffset position) => consumer.Seek(position);

    /// <inheritdoc/>
    public WatermarkOffsets QueryWatermarkOffsets(TopicPartition partition, TimeSpan timeout) => consumer.QueryWatermarkOffsets(partition, timeout);

    /// <inheritdoc/>
    public Offset KnownEnd(TopicPartition partition) => consumer.KnownEnd(partition);

    /// <inheritdoc/>
    public Offset Position(TopicPartition partition) => consumer.Position(partition);

    /// <inheritdoc/>
    public void Dispose() => consumer.Dispose();
}
