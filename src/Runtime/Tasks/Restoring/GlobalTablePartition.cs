using Confluent.Kafka;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>A partition of the topic of a global table, and what becomes of its records.</summary>
internal sealed class GlobalTablePartition(TopicPartition partition, GlobalKeyValueStore store, StoreIntake? intake)
{
    /// <summary>The partition.</summary>
    public TopicPartition Partition { get; } = partition;

    /// <summary>Where its records go.</summary>
    public GlobalKeyValueStore Store { get; } = store;

    /// <summary>Decides on records that cannot be read; null: all can be.</summary>
    public StoreIntake? Intake { get; } = intake;

    /// <summary>The <see cref="TopicMark"/> of the topic that is read.</summary>
    public long Mark { get; set; }

    /// <summary>The offset of the next record.</summary>
    public long Next { get; set; }

    /// <summary>The end that there was when reading began.</summary>
    public long End { get; set; }
}
