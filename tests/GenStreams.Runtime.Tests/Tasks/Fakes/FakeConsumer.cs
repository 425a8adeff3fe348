using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A consumer of the fake cluster: a group member, or a reader of given partitions.</summary>
internal sealed unsafe class FakeConsumer(FakeCluster cluster, IReadOnlyDictionary<string, string> config) : IStreamConsumer
{
    private readonly List<TopicPartition> _slots = [];
    private readonly Dictionary<TopicPartition, long> _positions = [];
    private readonly Dictionary<nint, FakeRecord> _handedOut = [];
    private List<TopicPartition> _assigned = [];
    private IPartitionListener? _listener;
    private bool _isMember;
    private bool _hasShare;
    private bool _inListener;

    public IReadOnlyDictionary<string, string> Config { get; } = config;

    public IReadOnlyList<string> Topics { get; private set; } = [];

    public int Generation { get; private set; }

    public HashSet<TopicPartition> Paused { get; } = [];

    /// <summary>Thrown by the next commits.</summary>
    public Queue<KafkaException> CommitFailures { get; } = [];

    /// <summary>How many records a poll gives at most.</summary>
    public int BatchSize { get; set; } = int.MaxValue;

    /// <summary>Whether ends are unknown until the first record of a partition is fetched.</summary>
    public bool HidesEnds { get; set; }

    /// <summary>Gives nothing, as if the brokers did not answer fetches.</summary>
    public bool IsStuck { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Whether it was given partitions to restore from.</summary>
    public bool HasRestored { get; private set; }

    public bool IsRestore => Config["client.id"].Contains("restore", StringComparison.Ordinal);

    /// <summary>The group takes the partitions without asking.</summary>
    public bool LosesNext { get; set; }

    public IConsumerGroupMetadata GroupMetadata { get; } = new Metadata();

    public void Subscribe(IReadOnlyList<string> topics, IPartitionListener listener)
    {
        lock (cluster.Gate)
        {
            Topics = topics;
            _listener = listener;
            _isMember = true;
            cluster.Join(this);
        }
    }

    public void Assign(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        lock (cluster.Gate)
        {
            HasRestored |= IsRestore;
            _assigned = [.. partitions.Select(p => p.TopicPartition)];
            _positions.Clear();
            Paused.Clear();
            foreach (var partition in partitions)
            {
                _positions[partition.TopicPartition] = partition.Offset.IsSpecial ? cluster.Log(partition.TopicPartition).Start : partition.Offset.Value;
            }
        }
    }

    public void Add(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        lock (cluster.Gate)
        {
            foreach (var partition in partitions)
            {
                _assigned = [.. _assigned, partition.TopicPartition];
                _positions[partition.TopicPartition] = partition.Offset.IsSpecial ? cluster.Log(partition.TopicPartition).Start : partition.Offset.Value;
            }
        }
    }

    public void Remove(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (cluster.Gate)
        {
            _assigned = [.. _assigned.Except(partitions)];
            Paused.ExceptWith(partitions);
        }
    }

    public bool TryTakeFault(out PartitionFault fault)
    {
        fault = default;
        return false;
    }

    public int Poll(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            ServeGroup();
            int count = Fetch(into);
            if (count == 0 && timeout > TimeSpan.Zero && cluster.PollsWait)
            {
                Monitor.Wait(cluster.Gate, timeout);
                ServeGroup();
                count = Fetch(into);
            }

            return count;
        }
    }

    public void Release(in ConsumedMessage message)
    {
        lock (cluster.Gate)
        {
            Assert.True(_handedOut.Remove(message.Owner), "A message was released twice.");
            NativeMemory.Free((void*)message.Owner);
            cluster.Outstanding--;
        }
    }

    public void ReadHeaders(in ConsumedMessage message, RecordHeaders headers)
    {
        lock (cluster.Gate)
        {
            headers.Load(_handedOut[message.Owner].Headers);
        }
    }

    public int Slot(TopicPartition partition)
    {
        int slot = _slots.IndexOf(partition);
        if (slot < 0)
        {
            slot = _slots.Count;
            _slots.Add(partition);
        }

        return slot;
    }

    public TopicPartition PartitionOf(int slot) => _slots[slot];

    public void Pause(TopicPartition partition)
    {
        Assert.False(_inListener, "Pause inside a listener.");
        Assert.Contains(partition, _assigned);
        Paused.Add(partition);
    }

    public void Resume(TopicPartition partition)
    {
        Assert.False(_inListener, "Resume inside a listener.");
        Paused.Remove(partition);
    }

    public void Seek(TopicPartitionOffset position)
    {
        lock (cluster.Gate)
        {
            _positions[position.TopicPartition] = position.Offset.Value;
        }
    }

    public void Commit(IReadOnlyList<TopicPartitionOffset> offsets)
    {
        lock (cluster.Gate)
        {
            if (CommitFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            foreach (var offset in offsets)
            {
                cluster.Committed[offset.TopicPartition] = offset.Offset.Value;
                cluster.Events.Add($"commit {offset.Topic}-{offset.Partition.Value}@{offset.Offset.Value}");
            }
        }
    }

    public IReadOnlyList<TopicPartitionOffset> Committed(IReadOnlyList<TopicPartition> partitions, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            return [.. partitions.Select(p => new TopicPartitionOffset(
                p, cluster.Committed.TryGetValue(p, out long offset) ? offset : Offset.Unset))];
        }
    }

    public WatermarkOffsets QueryWatermarkOffsets(TopicPartition partition, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (cluster.WatermarkFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            var log = cluster.Log(partition);
            return new WatermarkOffsets(log.Start, log.End);
        }
    }

    public Offset KnownEnd(TopicPartition partition)
    {
        lock (cluster.Gate)
        {
            return HidesEnds ? Offset.Unset : cluster.Log(partition).End;
        }
    }

    public Offset Position(TopicPartition partition)
    {
        lock (cluster.Gate)
        {
            return _positions.TryGetValue(partition, out long position) ? position : Offset.Unset;
        }
    }

    public void Close()
    {
        lock (cluster.Gate)
        {
            if (_hasShare)
            {
                TakeAway();
            }

            _isMember = false;
            cluster.Leave(this);
        }
    }

    public void Dispose()
    {
        lock (cluster.Gate)
        {
            IsDisposed = true;
            cluster.Leave(this);
            Assert.Empty(_handedOut);
        }
    }

    private void ServeGroup()
    {
        if (!_isMember)
        {
            return;
        }

        if (Generation != cluster.Generation)
        {
            if (_hasShare)
            {
                TakeAway();
            }

            Generation = cluster.Generation;
        }

        if (!_hasShare && cluster.Share(this) is { } share)
        {
            _hasShare = true;
            _assigned = share;
            foreach (var partition in share)
            {
                _positions[partition] = cluster.Committed.TryGetValue(partition, out long offset) ? offset : cluster.Log(partition).Start;
            }

            Tell(() => _listener!.OnAssigned(share));
        }
    }

    private void TakeAway()
    {
        var had = _assigned;
        _hasShare = false;
        Tell(() =>
        {
            if (LosesNext)
            {
                _listener!.OnLost(had);
            }
            else
            {
                _listener!.OnRevoked(had);
            }
        });
        LosesNext = false;
        _assigned = [];
        _positions.Clear();
        Paused.Clear();
    }

    private void Tell(Action call)
    {
        _inListener = true;
        call();
        _inListener = false;
    }

    private int Fetch(Span<ConsumedMessage> into)
    {
        int count = 0;
        int limit = Math.Min(into.Length, BatchSize);
        foreach (var partition in IsStuck ? [] : _assigned)
        {
            var log = cluster.Log(partition);
            long position = Math.Max(_positions[partition], log.Start);
            while (!Paused.Contains(partition) && position < log.End && (count < limit || log[position].IsInvisible))
            {
                if (!log[position].IsInvisible)
                {
                    into[count++] = HandOut(partition, position, log[position]);
                }

                position++;
            }

            _positions[partition] = position;
        }

        return count;
    }

    private ConsumedMessage HandOut(TopicPartition partition, long offset, FakeRecord record)
    {
        int keyLength = record.Key?.Length ?? 0;
        int valueLength = record.Value?.Length ?? 0;
        byte* block = (byte*)NativeMemory.Alloc((nuint)(keyLength + valueLength + 1));
        record.Key?.CopyTo(new Span<byte>(block, keyLength));
        record.Value?.CopyTo(new Span<byte>(block + keyLength, valueLength));
        _handedOut.Add((nint)block, record);
        cluster.Outstanding++;
        return new ConsumedMessage(
            (nint)block, Slot(partition), offset, record.Timestamp,
            record.Key is null ? null : block, keyLength,
            record.Value is null ? null : block + keyLength, valueLength);
    }

    private sealed class Metadata : IConsumerGroupMetadata;
}
