using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;

namespace GenStreams.Tasks;

/// <summary>
/// The partitions of a task: chooses the next record by timestamp. Within a partition the order is that of the offsets; between
/// partitions the smallest timestamp at a head goes first. Empty partitions are waited for as <c>max.task.idle.ms</c> says.
/// </summary>
internal sealed class PartitionGroup
{
    private readonly RecordQueue[] _queues;
    private readonly EmptyPartitionPolicy _whenEmpty;

    /// <summary>A group.</summary>
    public PartitionGroup(RecordQueue[] queues, EmptyPartitionPolicy whenEmpty)
    {
        _queues = queues;
        _whenEmpty = whenEmpty;
    }

    /// <summary>The queues, by source.</summary>
    public ReadOnlySpan<RecordQueue> Queues => _queues;

    /// <summary>Whether there are records that wait, be they for records of other partitions.</summary>
    public bool HasRecords
    {
        get
        {
            foreach (var queue in _queues)
            {
                if (queue.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the group consists of these partitions, in this order.</summary>
    public bool Has(IReadOnlyList<TopicPartition> partitions)
    {
        bool same = partitions.Count == _queues.Length;
        for (int i = 0; same && i < _queues.Length; i++)
        {
            same = _queues[i].Partition == partitions[i];
        }

        return same;
    }

    /// <summary>After a poll: what was known of empty partitions may be wrong now.</summary>
    public void Refresh()
    {
        foreach (var queue in _queues)
        {
            queue.WhenEmpty = EmptyQueue.Unknown;
        }
    }

    /// <summary>The queue whose head is next; false when there is none, or when an empty partition is waited for.</summary>
    public bool TryNext([NotNullWhen(true)] out RecordQueue? next)
    {
        next = _queues[0];
        if (_queues.Length == 1)
        {
            return next.Count > 0;
        }

        // Sub-topologies have few sources: a scan is faster than a heap, and needs no care when heads change.
        bool someEmpty = next.Count == 0;
        for (int i = 1; i < _queues.Length; i++)
        {
            var queue = _queues[i];
            someEmpty |= queue.Count == 0;
            if (queue.HeadTimestamp < next.HeadTimestamp)
            {
                next = queue;
            }
        }

        return next.Count > 0 && (!someEmpty || GoesOnWithoutEmpty());
    }

    /// <summary>Whether nothing waits here, and nothing at the broker.</summary>
    public bool IsAtEnd()
    {
        foreach (var queue in _queues)
        {
            if (queue.Count > 0 || !_whenEmpty.IsAtEnd(queue))
            {
                return false;
            }
        }

        return true;
    }

    private bool GoesOnWithoutEmpty()
    {
        foreach (var queue in _queues)
        {
            if (queue.Count > 0)
            {
                continue;
            }

            if (queue.WhenEmpty == EmptyQueue.Unknown)
            {
                queue.WhenEmpty = _whenEmpty.Decide(queue);
            }

            if (queue.WhenEmpty == EmptyQueue.Wait)
            {
                return false;
            }
        }

        return true;
    }
}
