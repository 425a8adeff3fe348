using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Confluent.Kafka;

namespace GenStreams.Clients;

/// <summary>
/// Which partitions a consumer has, and their slot numbers. Told of rebalances from inside native calls, which no exception may cross:
/// what the listener throws is kept for <see cref="ThrowIfListenerFailed"/>.
/// </summary>
internal sealed class ConsumerAssignment
{
    private readonly Dictionary<TopicPartition, int> _slots = [];
    private readonly List<Entry> _entries = [];
    private IPartitionListener? _listener;
    private ExceptionDispatchInfo? _listenerFailure;

    /// <summary>Counts the assignments so far.</summary>
    public int Generation { get; private set; }

    /// <summary>How many partitions the consumer has.</summary>
    public int Count { get; private set; }

    /// <summary>Who is told of partitions that come and go.</summary>
    public void Listen(IPartitionListener listener) => _listener = listener;

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

    /// <summary>Whether the consumer has the partition without a break since a generation.</summary>
    public bool HasSince(int slot, int generation)
    {
        var entry = _entries[slot];
        return entry.IsAssigned && entry.AssignedIn <= generation;
    }

    /// <summary>
    /// The offset at which the client last saw the end of a partition since it was assigned or sought, behind all that was handed out;
    /// <see cref="Offset.Unset"/> when it has not.
    /// </summary>
    public Offset EndSeen(int slot) => _entries[slot].EndSeen;

    /// <summary>The client has come to the end of a partition, or is told to go on elsewhere.</summary>
    public void SetEndSeen(int slot, Offset offset) => _entries[slot].EndSeen = offset;

    /// <summary>Partitions given by hand: they replace what was there.</summary>
    public void Replace(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        foreach (var entry in _entries)
        {
            entry.IsAssigned = false;
        }

        Count = 0;
        Generation++;
        foreach (var partition in partitions)
        {
            Take(partition.TopicPartition);
        }
    }

    /// <summary>Partitions given by hand, beside those that are there.</summary>
    public void Add(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        Generation++;
        foreach (var partition in partitions)
        {
            Take(partition.TopicPartition);
        }
    }

    /// <summary>Partitions taken away by hand.</summary>
    public void Remove(IReadOnlyCollection<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            Drop(partition);
        }
    }

    /// <summary>The group gave partitions.</summary>
    public void Assigned(List<TopicPartition> partitions)
    {
        Generation++;
        foreach (var partition in partitions)
        {
            Take(partition);
        }

        // Everything, also under incremental protocols, whose calls name only what is new.
        var all = new List<TopicPartition>(Count);
        foreach (var entry in _entries)
        {
            if (entry.IsAssigned)
            {
                all.Add(entry.Partition);
            }
        }

        Tell(static (listener, list) => listener.OnAssigned(list), all);
    }

    /// <summary>The group takes partitions back.</summary>
    public void Revoked(List<TopicPartitionOffset> partitions) =>
        Tell(static (listener, list) => listener.OnRevoked(list), Drop(partitions));

    /// <summary>The group has given the partitions to others already.</summary>
    public void Lost(List<TopicPartitionOffset> partitions) =>
        Tell(static (listener, list) => listener.OnLost(list), Drop(partitions));

    /// <summary>Throws what the listener threw inside a native call.</summary>
    public void ThrowIfListenerFailed()
    {
        if (_listenerFailure is not null)
        {
            Rethrow();
        }
    }

    [DoesNotReturn]
    private void Rethrow()
    {
        var failure = _listenerFailure!;
        _listenerFailure = null;
        failure.Throw();
    }

    private void Take(TopicPartition partition)
    {
        var entry = _entries[Slot(partition)];
        if (!entry.IsAssigned)
        {
            entry.IsAssigned = true;
            Count++;
        }

        entry.AssignedIn = Generation;
        entry.EndSeen = Offset.Unset;
    }

    private List<TopicPartition> Drop(List<TopicPartitionOffset> partitions)
    {
        var dropped = new List<TopicPartition>(partitions.Count);
        foreach (var partition in partitions)
        {
            Drop(partition.TopicPartition);
            dropped.Add(partition.TopicPartition);
        }

        return dropped;
    }

    private void Drop(TopicPartition partition)
    {
        var entry = _entries[Slot(partition)];
        if (entry.IsAssigned)
        {
            entry.IsAssigned = false;
            Count--;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An exception must not cross the native frames below; it is thrown after them.")]
    private void Tell(Action<IPartitionListener, List<TopicPartition>> call, List<TopicPartition> partitions)
    {
        if (_listener is null)
        {
            return;
        }

        try
        {
            call(_listener, partitions);
        }
        catch (Exception e)
        {
            _listenerFailure ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    private sealed class Entry(TopicPartition partition)
    {
        public TopicPartition Partition { get; } = partition;

        public bool IsAssigned { get; set; }

        public int AssignedIn { get; set; }

        public Offset EndSeen { get; set; } = Offset.Unset;
    }
}
