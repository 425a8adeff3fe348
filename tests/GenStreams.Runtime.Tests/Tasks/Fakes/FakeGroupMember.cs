using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A member of the fake cluster's group.</summary>
internal sealed class FakeGroupMember(FakeCluster cluster, IReadOnlyDictionary<string, string> config) : IGroupMember
{
    private HashSet<TopicPartition>? _toAccept;
    private HashSet<TopicPartition>? _toGiveBack;
    private bool _isIn;
    private bool _isLost;
    private int _epoch = -1;

    public IReadOnlyDictionary<string, string> Config { get; } = config;

    public string MemberId { get; private set; } = "";

    public bool IsJoined => _isIn;

    public IReadOnlyCollection<string> Topics { get; private set; } = [];

    /// <summary>What the group wants it to have.</summary>
    public HashSet<TopicPartition> Target { get; } = [];

    /// <summary>What it has accepted and not given back.</summary>
    public HashSet<TopicPartition> Owned { get; } = [];

    /// <summary>Thrown by the next commits.</summary>
    public Queue<KafkaException> CommitFailures { get; } = [];

    /// <summary>Thrown by the next polls.</summary>
    public Queue<KafkaException> PollFailures { get; } = [];

    public DateTimeOffset? UnreachableSince { get; set; }

    public ClientTrouble? Trouble => null;

    public bool IsDisposed { get; private set; }

    public void Subscribe(IReadOnlyCollection<string> topics)
    {
        lock (cluster.Gate)
        {
            Topics = topics;
            _isIn = true;
            MemberId = MemberId.Length > 0 ? MemberId : $"member-{cluster.Group.Epoch}";
            cluster.Group.Join(this);
        }
    }

    public void Poll(TimeSpan timeout, IGroupListener listener)
    {
        lock (cluster.Gate)
        {
            if (PollFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            if (!Serve(listener) && timeout > TimeSpan.Zero && cluster.PollsWait)
            {
                Monitor.Wait(cluster.Gate, timeout);
                Serve(listener);
            }
        }
    }

    public void Accept(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (cluster.Gate)
        {
            Assert.NotNull(_toAccept);
            Assert.Subset(_toAccept, partitions.ToHashSet());
            Owned.UnionWith(partitions);
            _toAccept.ExceptWith(partitions);
            _toAccept = _toAccept.Count > 0 ? _toAccept : null;
        }
    }

    public void GiveBack(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (cluster.Gate)
        {
            Assert.NotNull(_toGiveBack);
            Assert.Subset(_toGiveBack, partitions.ToHashSet());
            Owned.ExceptWith(partitions);
            cluster.Events.Add($"give back {string.Join(", ", partitions.Select(static p => $"{p.Topic}-{p.Partition.Value}").Order())}");
            _toGiveBack.ExceptWith(partitions);
            if (_toGiveBack.Count > 0)
            {
                return;
            }

            _toGiveBack = null;
            if (_isLost)
            {
                // It was thrown out, and joins again.
                _isLost = false;
                _isIn = true;
                cluster.Group.Join(this);
            }
        }
    }

    public IGroupMetadata TakeMetadata()
    {
        lock (cluster.Gate)
        {
            return _isIn ? new Metadata(this, _epoch) : throw new KafkaException(new Error(ErrorCode.UnknownMemberId, "not in the group"));
        }
    }

    public void Commit(IReadOnlyList<CommittedOffset> offsets, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (CommitFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            if (!_isIn)
            {
                throw new KafkaException(new Error(ErrorCode.UnknownMemberId, "not in the group"));
            }

            foreach (var offset in offsets)
            {
                cluster.Commit(offset);
                cluster.Events.Add($"commit {offset.Partition.Topic}-{offset.Partition.Partition.Value}@{offset.Offset}");
            }
        }
    }

    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (cluster.Transactions.Open.Any(t => t.Offsets.Exists(o => partitions.Contains(o.Partition))))
            {
                throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "unstable offset commit"));
            }

            cluster.Events.Add("ask offsets");
            return
            [
                .. partitions.Select(p => cluster.Committed.TryGetValue(p, out long offset)
                    ? new CommittedOffset(p, offset, cluster.Metadata.GetValueOrDefault(p, ""))
                    : new CommittedOffset(p, -1, "")),
            ];
        }
    }

    /// <summary>The group has heard nothing for too long: what it had goes to others without asking.</summary>
    public void ThrowOut()
    {
        lock (cluster.Gate)
        {
            _isIn = false;
            Target.Clear();
            cluster.Group.Leave(this);
        }
    }

    /// <summary>Whether a transaction may commit offsets as the member that was taken.</summary>
    public bool Takes(IGroupMetadata metadata) => metadata is Metadata taken && taken.Member == this && _isIn && taken.Epoch == _epoch;

    /// <summary>The member that metadata was taken from.</summary>
    public static FakeGroupMember Of(IGroupMetadata metadata)
    {
        var taken = Assert.IsType<Metadata>(metadata);
        Assert.False(taken.IsDisposed, "Metadata was used after it was disposed of.");
        return taken.Member;
    }

    public void Close(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            _isIn = false;
            Owned.Clear();
            Target.Clear();
            cluster.Group.Leave(this);
            cluster.Events.Add("leave");
        }
    }

    public void Dispose()
    {
        lock (cluster.Gate)
        {
            IsDisposed = true;
            cluster.Group.Leave(this);
        }
    }

    // One question at a time, as for real: while an answer is owed the group asks nothing else.
    private bool Serve(IGroupListener listener)
    {
        if (_toAccept is not null || _toGiveBack is not null || Topics.Count + Owned.Count == 0)
        {
            return false;
        }

        if (!_isIn && !_isLost && Owned.Count > 0)
        {
            _isLost = true;
            _toGiveBack = [.. Owned];
            listener.OnLost([.. Owned]);
            return true;
        }

        if (!_isIn)
        {
            _isIn = !_isLost;
            cluster.Group.Join(this);
        }

        var revoked = Owned.Except(Target).ToList();
        if (revoked.Count > 0)
        {
            _epoch = cluster.Group.Epoch;
            _toGiveBack = [.. revoked];
            listener.OnRevoked(revoked);
            return true;
        }

        var added = Target.Except(Owned).Where(cluster.Group.IsFree).ToList();
        bool isNews = _epoch != cluster.Group.Epoch;
        _epoch = cluster.Group.Epoch;
        if (added.Count == 0)
        {
            if (isNews && Target.Count == Owned.Count)
            {
                listener.OnAssigned([]);
            }

            return false;
        }

        _toAccept = [.. added];
        listener.OnAssigned(added);
        return true;
    }

    private sealed class Metadata(FakeGroupMember member, int epoch) : IGroupMetadata
    {
        public FakeGroupMember Member { get; } = member;

        public int Epoch { get; } = epoch;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
