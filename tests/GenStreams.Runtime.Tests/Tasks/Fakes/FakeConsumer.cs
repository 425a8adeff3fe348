using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A consumer of the fake cluster: a reader of given partitions.</summary>
internal sealed unsafe class FakeConsumer(FakeCluster cluster, IReadOnlyDictionary<string, string> config) : IStreamConsumer
{
    private readonly List<TopicPartition> _slots = [];
    private readonly List<TopicPartition> _assigned = [];
    private readonly Dictionary<TopicPartition, long> _positions = [];
    private readonly HashSet<TopicPartition> _fetched = [];
    private readonly HashSet<TopicPartition> _faulty = [];
    private readonly Queue<PartitionFault> _faults = [];
    private readonly Dictionary<nint, FakeRecord> _handedOut = [];

    public IReadOnlyDictionary<string, string> Config { get; } = config;

    public IReadOnlyList<TopicPartition> Assigned => _assigned;

    public HashSet<TopicPartition> Paused { get; } = [];

    /// <summary>What it was asked: partitions that were added, removed, paused and resumed.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>How many records a poll gives at most.</summary>
    public int BatchSize { get; set; } = int.MaxValue;

    /// <summary>Whether ends are unknown until the first record of a partition is fetched.</summary>
    public bool HidesEnds { get; set; }

    /// <summary>Gives nothing, as if the brokers did not answer fetches.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Says nothing of topics that are gone, as the client does at times.</summary>
    public bool HidesFaults { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Whether it was given partitions to restore from.</summary>
    public bool HasRestored { get; private set; }

    public bool IsRestore => Config["client.id"].Contains("restore", StringComparison.Ordinal);

    private bool ReadsCommitted => Config.GetValueOrDefault("isolation.level") == "read_committed";

    public void Add(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        lock (cluster.Gate)
        {
            foreach (var partition in partitions)
            {
                var at = partition.TopicPartition;
                Assert.DoesNotContain(at, _assigned);
                HasRestored |= IsRestore;
                _assigned.Add(at);
                _positions[at] = partition.Offset.Value switch
                {
                    _ when !cluster.Has(at.Topic) => Math.Max(0, partition.Offset.Value),
                    var offset when offset == Offset.Beginning => cluster.Log(at).Start,
                    var offset when offset == Offset.End => End(at),
                    var offset => offset,
                };
                Calls.Add($"add {at.Topic}-{at.Partition.Value}@{_positions[at]}");
            }
        }
    }

    public void Remove(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (cluster.Gate)
        {
            foreach (var partition in partitions)
            {
                Assert.True(_assigned.Remove(partition), $"{partition} is removed and is not read.");
                Calls.Add($"remove {partition.Topic}-{partition.Partition.Value}");
                _positions.Remove(partition);
                _fetched.Remove(partition);
                _faulty.Remove(partition);
                Paused.Remove(partition);
            }
        }
    }

    public bool TryTakeFault(out PartitionFault fault)
    {
        lock (cluster.Gate)
        {
            while (_faults.TryDequeue(out fault))
            {
                if (_faulty.Contains(fault.Partition))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public int Poll(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            int count = Fetch(into);
            if (count == 0 && timeout > TimeSpan.Zero && cluster.PollsWait)
            {
                Monitor.Wait(cluster.Gate, timeout);
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
        Assert.Contains(partition, _assigned);
        Paused.Add(partition);
        Calls.Add($"pause {partition.Topic}-{partition.Partition.Value}");
    }

    public void Resume(TopicPartition partition)
    {
        Assert.Contains(partition, _assigned);
        Paused.Remove(partition);
        Calls.Add($"resume {partition.Topic}-{partition.Partition.Value}");
    }

    public void Seek(TopicPartitionOffset position)
    {
        lock (cluster.Gate)
        {
            _positions[position.TopicPartition] = position.Offset.Value;
        }
    }

    public WatermarkOffsets QueryWatermarkOffsets(TopicPartition partition, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (cluster.ConsumersAreAlone)
            {
                throw new KafkaException(new Error(ErrorCode.Local_AllBrokersDown, "all brokers are down"));
            }

            return new WatermarkOffsets(cluster.Log(partition).Start, End(partition));
        }
    }

    public Offset KnownEnd(TopicPartition partition)
    {
        lock (cluster.Gate)
        {
            return HidesEnds || !cluster.Has(partition.Topic) ? Offset.Unset : End(partition);
        }
    }

    public Offset Position(TopicPartition partition)
    {
        lock (cluster.Gate)
        {
            return _fetched.Contains(partition) ? _positions[partition] : Offset.Unset;
        }
    }

    public void Dispose()
    {
        lock (cluster.Gate)
        {
            IsDisposed = true;
            _assigned.Clear();
            Assert.Empty(_handedOut);
        }
    }

    private long End(TopicPartition partition) => ReadsCommitted ? cluster.Log(partition).StableEnd : cluster.Log(partition).End;

    private int Fetch(Span<ConsumedMessage> into)
    {
        int count = 0;
        int limit = Math.Min(into.Length, BatchSize);
        foreach (var partition in IsStuck ? [] : _assigned)
        {
            if (Paused.Contains(partition) || _faulty.Contains(partition) || !CanRead(partition))
            {
                continue;
            }

            var log = cluster.Log(partition);
            long position = _positions[partition];
            while (position < End(partition) && (count < limit || log.IsHidden(position, ReadsCommitted)))
            {
                if (!log.IsHidden(position, ReadsCommitted))
                {
                    into[count++] = HandOut(partition, position, log[position]);
                }

                position++;
                _fetched.Add(partition);
            }

            if (position == End(partition))
            {
                _fetched.Add(partition);
            }

            _positions[partition] = position;
        }

        return count;
    }

    private bool CanRead(TopicPartition partition)
    {
        bool exists = cluster.Has(partition.Topic);
        long position = _positions[partition];
        if (exists && position >= cluster.Log(partition).Start && position <= cluster.Log(partition).End)
        {
            return true;
        }

        if (HidesFaults)
        {
            return false;
        }

        _faulty.Add(partition);
        _faults.Enqueue(new PartitionFault(
            partition, new Error(exists ? ErrorCode.Local_AutoOffsetReset : ErrorCode.UnknownTopicOrPart, $"{partition} at offset {position}")));
        return false;
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
}
