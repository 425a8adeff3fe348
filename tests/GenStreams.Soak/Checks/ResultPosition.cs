using Confluent.Kafka;

namespace GenStreams.Soak.Checks;

/// <summary>Where a result is, and when it was read.</summary>
internal readonly record struct ResultPosition(string Topic, int Partition, long Offset, DateTime SeenAt)
{
    public static ResultPosition Of(ConsumeResult<byte[]?, byte[]?> result) =>
        new(result.Topic, result.Partition.Value, result.Offset.Value, DateTime.UtcNow);

    public override string ToString() => $"{Topic}[{Partition}]@{Offset}, seen {SoakLog.Time(SeenAt)}";
}
