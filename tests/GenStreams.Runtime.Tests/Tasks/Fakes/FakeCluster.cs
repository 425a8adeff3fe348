using System.Text;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Brokers in memory: topics, transactions, a consumer group, its committed offsets, and a log of what clients did.</summary>
internal sealed class FakeCluster : IClientFactory
{
    private readonly Dictionary<string, FakePartition[]> _topics = [];
    private readonly Dictionary<string, Uuid> _ids = [];

    public FakeCluster()
    {
        Admin = new FakeAdmin(this);
        Group = new FakeGroup(this);
        Transactions = new FakeTransactions(this);
    }

    /// <summary>Guards everything: clients may be on several threads.</summary>
    public object Gate { get; } = new();

    /// <summary>What clients did, in order: sends, flushes, commits, what the group was told.</summary>
    public List<string> Events { get; } = [];

    /// <summary>The group's offsets.</summary>
    public Dictionary<TopicPartition, long> Committed { get; } = [];

    /// <summary>What was written beside the group's offsets.</summary>
    public Dictionary<TopicPartition, string> Metadata { get; } = [];

    public Dictionary<string, IReadOnlyDictionary<string, string>> TopicConfigs { get; } = [];

    public List<FakeConsumer> Consumers { get; } = [];

    public List<FakeProducer> Producers { get; } = [];

    /// <summary>Thrown by the next questions for the ends of partitions.</summary>
    public Queue<KafkaException> WatermarkFailures { get; } = [];

    /// <summary>Whether no broker answers the questions of consumers.</summary>
    public bool ConsumersAreAlone { get; set; }

    /// <summary>Thrown by the next attempts to begin with transactions.</summary>
    public Queue<KafkaException> InitFailures { get; } = [];

    public FakeAdmin Admin { get; }

    public FakeGroup Group { get; }

    public FakeTransactions Transactions { get; }

    /// <summary>Records with this value are refused by the brokers, for what they are.</summary>
    public string? Refuses { get; set; }

    /// <summary>Whether an empty poll waits for its timeout, as for real; else it returns at once.</summary>
    public bool PollsWait { get; set; }

    /// <summary>Messages that were handed out and not released.</summary>
    public int Outstanding { get; set; }

    /// <summary>How many records a poll of a restore consumer gives at most.</summary>
    public int RestoreBatch { get; set; } = int.MaxValue;

    public FakeCluster WithTopic(string name, int partitions)
    {
        lock (Gate)
        {
            _ids[name] = new Uuid(1, _ids.Count + 1);
            _topics[name] = [.. Enumerable.Range(0, partitions).Select(_ => new FakePartition())];
            return this;
        }
    }

    /// <summary>A topic is given more partitions, and the group hears of it.</summary>
    public void AddPartitions(string name, int count)
    {
        lock (Gate)
        {
            _topics[name] = [.. _topics[name], .. Enumerable.Range(0, count - _topics[name].Length).Select(_ => new FakePartition())];
            Group.Rebalance();
        }
    }

    public void DeleteTopic(string name)
    {
        lock (Gate)
        {
            _topics.Remove(name);
            _ids[$"deleted {_ids.Count}"] = _ids[name];
        }
    }

    public Uuid IdOf(string topic) => _ids[topic];

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

    public void Write(string topic, string? key, string? value, long timestamp = 0, int partition = 0, FakeTransaction? transaction = null)
    {
        lock (Gate)
        {
            transaction?.Partitions.Add(new TopicPartition(topic, partition));
            Log(topic, partition).Append(new FakeRecord(Bytes(key), Bytes(value), timestamp, []), transaction);
            Monitor.PulseAll(Gate);
        }
    }

    public long? CommittedOffset(string topic, int partition = 0) =>
        Committed.TryGetValue(new TopicPartition(topic, partition), out long offset) ? offset : null;

    /// <summary>The group's offset is this from now on.</summary>
    public void Commit(in CommittedOffset offset)
    {
        Committed[offset.Partition] = offset.Offset;
        Metadata[offset.Partition] = offset.Metadata;
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

    public IGroupMember CreateGroupMember(IReadOnlyDictionary<string, string> config) => new FakeGroupMember(this, config);

    public Task<GroupProtocol> FindGroupProtocolAsync(
        ITopicAdmin admin, IReadOnlyDictionary<string, string> config, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(GroupProtocol.Classic);

    public ITopicAdmin CreateAdmin(IReadOnlyDictionary<string, string> config) => Admin;

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
