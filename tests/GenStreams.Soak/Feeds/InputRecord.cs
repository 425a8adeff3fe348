using Confluent.Kafka;

namespace GenStreams.Soak.Feeds;

/// <summary>A record that was sent, to name when a result of it is missing or doubled.</summary>
internal sealed class InputRecord(string id)
{
    public string Id => id;

    public DateTime SentAt { get; } = DateTime.UtcNow;

    /// <summary>Where it is; null until the broker has said so.</summary>
    public TopicPartitionOffset? Position { get; set; }

    public override string ToString() => $"id {id}, {Position?.Topic}[{Position?.Partition.Value}]@{Position?.Offset.Value}, sent {SoakLog.Time(SentAt)}";
}
