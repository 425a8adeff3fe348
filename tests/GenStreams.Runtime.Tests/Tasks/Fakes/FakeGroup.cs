using Confluent.Kafka;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>The application's group: a sticky assignor, and members that give up only what moves.</summary>
internal sealed class FakeGroup(FakeCluster cluster)
{
    private readonly List<FakeGroupMember> _members = [];

    /// <summary>Counts rebalances.</summary>
    public int Epoch { get; private set; }

    public IReadOnlyList<FakeGroupMember> Members => _members;

    /// <summary>A member joins, or subscribes to something else.</summary>
    public void Join(FakeGroupMember member)
    {
        if (!_members.Contains(member))
        {
            _members.Add(member);
        }

        Rebalance();
    }

    /// <summary>A member has gone: others may have at once what it had.</summary>
    public void Leave(FakeGroupMember member)
    {
        if (_members.Remove(member))
        {
            Rebalance();
        }
    }

    /// <summary>The group shares its partitions out anew.</summary>
    public void Rebalance()
    {
        lock (cluster.Gate)
        {
            Epoch++;
            foreach (string topic in _members.SelectMany(static m => m.Topics).Distinct().ToList())
            {
                Share(topic);
            }

            foreach (var member in _members)
            {
                member.Target.RemoveWhere(p => !member.Topics.Contains(p.Topic));
            }

            Monitor.PulseAll(cluster.Gate);
        }
    }

    /// <summary>Gives a partition to a member, as an assignor may.</summary>
    public void Move(TopicPartition partition, FakeGroupMember to)
    {
        lock (cluster.Gate)
        {
            Epoch++;
            foreach (var member in _members)
            {
                member.Target.Remove(partition);
            }

            to.Target.Add(partition);
            Monitor.PulseAll(cluster.Gate);
        }
    }

    /// <summary>Whether no member has a partition, or is asked to give it back.</summary>
    public bool IsFree(TopicPartition partition) => !_members.Exists(m => m.Owned.Contains(partition));

    // Each keeps what it has up to its share; what is left goes to those that have least.
    private void Share(string topic)
    {
        var members = _members.Where(m => m.Topics.Contains(topic)).ToList();
        var partitions = Enumerable.Range(0, cluster.PartitionCount(topic)).Select(p => new TopicPartition(topic, p)).ToList();
        int share = (partitions.Count + members.Count - 1) / members.Count;
        var left = new List<TopicPartition>(partitions);
        foreach (var member in members)
        {
            var kept = partitions.Where(p => member.Target.Contains(p) && left.Contains(p)).Take(share).ToList();
            member.Target.RemoveWhere(p => p.Topic == topic);
            member.Target.UnionWith(kept);
            left.RemoveAll(kept.Contains);
        }

        foreach (var partition in left)
        {
            members.MinBy(m => m.Target.Count(p => p.Topic == topic))!.Target.Add(partition);
        }
    }
}
