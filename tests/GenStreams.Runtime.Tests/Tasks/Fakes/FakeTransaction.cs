using Confluent.Kafka;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A transaction, as the brokers know it: its records are in the logs from the start, and count when it is committed.</summary>
internal sealed class FakeTransaction(string id)
{
    public enum Outcome
    {
        Open,
        Committed,
        Aborted,
    }

    /// <summary>The transactional id.</summary>
    public string Id { get; } = id;

    public Outcome State { get; private set; }

    /// <summary>Where it has records.</summary>
    public HashSet<TopicPartition> Partitions { get; } = [];

    /// <summary>What it is about to commit.</summary>
    public List<GenStreams.Clients.CommittedOffset> Offsets { get; } = [];

    /// <summary>Ends it, with a marker in each partition and its offsets in the group.</summary>
    public void End(FakeCluster cluster, bool committed)
    {
        State = committed ? Outcome.Committed : Outcome.Aborted;
        foreach (var partition in Partitions.Where(p => cluster.Has(p.Topic)))
        {
            cluster.Log(partition).AppendInvisible();
        }

        foreach (var offset in committed ? Offsets : [])
        {
            cluster.Commit(offset);
        }

        cluster.Events.Add(committed ? "commit transaction" : "abort transaction");
        Monitor.PulseAll(cluster.Gate);
    }
}
