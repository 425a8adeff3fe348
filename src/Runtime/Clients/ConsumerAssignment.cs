using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// Which partitions a consumer reads, and their slot numbers.
/// </summary>
internal sealed class ConsumerAssignment
{
    private readonly Dictionary<TopicPartition, int> _slots = [];
    private readonly List<Entry> _entries = [];

    /// <summary>The number of a partition; a new one on first sight.</summary>
    public int Slot(TopicPartition partition)
    {
        if (!_slots.TryGetValue(partition, out int slot))
        {
            slot = _entries.Count;
            _slots.Add(partition, slot);
            _entries.Add(new Entry(partition));
        }

        return slot;
    }

    /// <summary>The partition of a number.</summary>
    public TopicPartition PartitionOf(int slot) => _entries[slot].Partition;

    /// <summary>Whether the consumer has the partition now.</summary>
    public bool Has(int slot) => _entries[slot].IsAssigned;

    /// <summary>
    /// The offset at which the client last saw the end of a partition since it was assigned or sought, behind all that was handed out;
    /// <see cref="Offset.Unset"/> when it has not.
    /// </summary>
    public Offset EndSeen(int slot) => _entries[slot].EndSeen;

    /// <summary>The client has come to the end of a partition, or is told to go on elsewhere.</summary>
    public void SetEndSeen(int slot, Offset offset) => _entries[slot].EndSeen = offset;

    /// <summary>Partitions are read, beside those that are.</summary>
    public void Add(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        foreach (var partition in partitions)
        {
            var entry = _entries[Slot(partition.TopicPartition)];
            entry.IsAssigned = true;
            entry.EndSeen = Offset.Unset;
        }
    }

    /// <summary>Partitions are read no longer.</summary>
    public void Remove(IReadOnlyCollection<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _entries[Slot(partition)].IsAssigned = false;
        }
    }

    private sealed class Entry(TopicPartition partition)
    {
        public TopicPartition Partition { get; } = partition;

        public bool IsAssigned { get; set; }

        public Offset EndSeen { get; set; } = Offset.Unset;
    }
}
