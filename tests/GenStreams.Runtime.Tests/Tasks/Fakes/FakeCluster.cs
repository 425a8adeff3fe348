using System.Text;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Brokers in memory: topics, a consumer group with the eager range protocol, committed offsets, and a log of what clients did.</summary>
internal sealed class FakeCluster : IClientFactory
{
    private readonly Dictionary<string, FakePartition[]> _topics = [];
    private readonly List<FakeConsumer> _members = [];

    /// <summary>Guards everything: clients may be on several threads.</summary>
    public object Gate { get; } = new();

    /// <summary>What clients did, in order: sends, flushes, commits.</summary>
    public List<string> Events { get; } = [];

    /// <summary>The group's offsets.</summary>
    public Dictionary<TopicPartition, long> Committed { get; } = [];

    public Dictionary<string, IReadOnlyDictionary<string, string>> TopicConfigs { get; } = [];

    public List<FakeConsumer> Consumers { get; } = [];

    public List<FakeProducer> Producers { get; } = [];

    /// <summary>Thrown by the next questions for the ends of partitions.</summary>
    public Queue<KafkaException> WatermarkFailures { get; } = [];

    public FakeAdmin Admin { get; }

    /// <summary>Whether an empty poll waits for its timeout, as for real; else it returns at once.</summary>
    public bool PollsWait { get; set; }

    /// <summary>Counts rebalances.</summary>
    public int Generation { get; private set; }

    /// <summary>Messages that were handed out and not released.</summary>
    public int Outstanding { get; set; }

    /// <summary>How many records a poll of a restore consumer gives at most.</summary>
    public int RestoreBatch { get; set; } = int.MaxValue;

    public FakeCluster() => Admin = new FakeAdmin(this);

    public FakeCluster WithTopic(string name, int partitions)
    {
        lock (Gate)
        {
            _topics[name] = [.. Enumerable.Range(0, partitions).Select(_ => new FakePartition())];
            return this;
        }
    }

    public bool Has(string topic) => _topics.ContainsKey(topic);

    public int PartitionCount(string topic) => _topics.TryGetValue(topic, out var partitions) ? partitions.Length : 0;

    public FakePartition Log(string topic, int partition = 0) => _topics[topic][partition];

    public FakePartition Log(TopicPartition partition) => _topics[partition.Topic][partition.Partition.Value];

    public IReadOnlyList<string> Texts(string topic)
    {
        lock (Gate)
        {
            return [.. _topics[topic].SelectMany(p => p.Visible).Select(r => $"{r.KeyText ?? "null"}={r.ValueText ?? "null"}")];
        }
    }

    public void Write(string topic, string? key, string? value, long timestamp = 0, int partition = 0)
    {
        lock (Gate)
        {
            Log(topic, partition).Append(new FakeRecord(Bytes(key), Bytes(value), timestamp, []));
            Monitor.PulseAll(Gate);
        }
    }

    public long? CommittedOffset(string topic, int partition = 0) =>
        Committed.TryGetValue(new TopicPartition(topic, partition), out long offset) ? offset : null;

    /// <summary>All members give their partitions up and get a new share.</summary>
    public void Rebalance()
    {
        lock (Gate)
        {
            Generation++;
            Monitor.PulseAll(Gate);
        }
    }

    public void Join(FakeConsumer member)
    {
        _members.Add(member);
        Rebalance();
    }

    public void Leave(FakeConsumer member)
    {
        if (_members.Remove(member))
        {
            Rebalance();
        }
    }

    /// <summary>The share of a member; null while others have not given theirs up.</summary>
    public List<TopicPartition>? Share(FakeConsumer member)
    {
        if (_members.Exists(m => m.Generation < Generation))
        {
            return null;
        }

        int index = _members.IndexOf(member);
        var share = new List<TopicPartition>();
        foreach (string topic in member.Topics)
        {
            int count = PartitionCount(topic);
            int each = count / _members.Count;
            int extra = count % _members.Count;
            int first = (index * each) + Math.Min(index, extra);
            int own = each + (index < extra ? 1 : 0);
            share.AddRange(Enumerable.Range(first, own).Select(p => new TopicPartition(topic, p)));
        }

        return share;
    }

    public IStreamConsumer CreateConsumer(IReadOnlyDictionary<string, string> config)
    {
        lock (Gate)
        {
            var consumer = new FakeConsumer(this, config);
            consumer.BatchSize = consumer.IsRestore ? RestoreBatch : consumer.BatchSize;
            Consumers.Add(consumer);
            return consumer;
        }
    }

    public StreamProducer CreateProducer(IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure)
    {
        lock (Gate)
        {
            var producer = new FakeProducer(this, config, onFailure);
            Producers.Add(producer);
            return producer;
        }
    }

    public IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config) => throw new NotSupportedException();

    public ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config) => Admin;

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
