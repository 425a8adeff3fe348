using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>Faults of partitions that nobody has asked for yet: the first of each partition, in order.</summary>
internal sealed class PartitionFaults
{
    private readonly List<PartitionFault> _faults = [];

    /// <summary>Notes a fault, unless the partition has one already.</summary>
    public void Add(TopicPartition partition, Error error)
    {
        if (!_faults.Exists(fault => fault.Partition == partition))
        {
            _faults.Add(new PartitionFault(partition, error));
        }
    }

    /// <summary>Takes the oldest one.</summary>
    public bool TryTake([MaybeNullWhen(false)] out PartitionFault fault)
    {
        if (_faults.Count == 0)
        {
            fault = default;
            return false;
        }

        fault = _faults[0];
        _faults.RemoveAt(0);
        return true;
    }

    /// <summary>Forgets what is wrong with partitions that are no longer read.</summary>
    public void Forget(IReadOnlyCollection<TopicPartition> partitions)
    {
        if (_faults.Count > 0)
        {
            _faults.RemoveAll(fault => partitions.Contains(fault.Partition));
        }
    }
}
