using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A producer of the fake cluster. In a transaction, records become visible when it is committed.</summary>
internal sealed class FakeProducer(
    FakeCluster cluster, IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure) : StreamProducer
{
    private readonly Dictionary<string, FakeOutputTopic> _topics = [];
    private readonly List<(TopicPartition Partition, FakeRecord Record)> _pending = [];
    private readonly Dictionary<TopicPartition, long> _offsets = [];
    private bool _inTransaction;
    private KafkaException? _failure;

    public IReadOnlyDictionary<string, string> Config { get; } = config;

    /// <summary>Thrown by the next flushes.</summary>
    public Queue<KafkaException> FlushFailures { get; } = [];

    /// <summary>Thrown by the next attempts to commit a transaction.</summary>
    public Queue<KafkaException> TransactionFailures { get; } = [];

    /// <summary>Records that contain this are refused by the broker.</summary>
    public string? Refuses { get; set; }

    public bool IsDisposed { get; private set; }

    public bool IsInitialized { get; private set; }

    public override OutputTopic Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            topic = new FakeOutputTopic(name, cluster);
            _topics.Add(name, topic);
        }

        return topic;
    }

    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        lock (cluster.Gate)
        {
            var record = new FakeRecord(
                key.IsNull ? null : key.Span.ToArray(), value.IsNull ? null : value.Span.ToArray(), timestamp, headers?.Encoded.ToArray() ?? []);
            if (partition == PartitionByKey)
            {
                partition = record.Key is null ? 0 : record.Key.Sum(b => b) % topic.PartitionCount;
            }

            if (Refuses is not null && record.ValueText == Refuses)
            {
                var error = new Error(ErrorCode.MsgSizeTooLarge, "too large");
                if (onFailure is null || !onFailure(new UndeliveredRecord(topic, partition, error, Source)))
                {
                    _failure = new KafkaException(error);
                }

                return;
            }

            cluster.Events.Add($"send {topic.Name}-{partition} {record.KeyText ?? "null"}={record.ValueText ?? "null"}");
            var at = new TopicPartition(topic.Name, partition);
            if (Config.ContainsKey("transactional.id"))
            {
                Assert.True(_inTransaction, "A record was sent outside of a transaction.");
                _pending.Add((at, record));
            }
            else
            {
                cluster.Log(at).Append(record);
            }
        }
    }

    public override void Flush(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (FlushFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            Poll();
            cluster.Events.Add("flush");
        }
    }

    public override void Poll()
    {
        if (_failure is not null)
        {
            throw _failure;
        }
    }

    public override void InitTransactions(TimeSpan timeout) => IsInitialized = true;

    public override void BeginTransaction()
    {
        Assert.True(IsInitialized);
        Assert.False(_inTransaction);
        _inTransaction = true;
    }

    public override void SendOffsets(IReadOnlyList<TopicPartitionOffset> offsets, IConsumerGroupMetadata group, TimeSpan timeout)
    {
        Assert.Contains(cluster.Consumers, c => ReferenceEquals(c.GroupMetadata, group));
        foreach (var offset in offsets)
        {
            _offsets[offset.TopicPartition] = offset.Offset.Value;
        }
    }

    public override void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout) =>
        throw new NotSupportedException();

    public override void CommitTransaction(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (TransactionFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            Assert.True(_inTransaction);
            End(committed: true);
        }
    }

    public override void AbortTransaction(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            Assert.True(_inTransaction);
            _failure = null;
            End(committed: false);
        }
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;

    private void End(bool committed)
    {
        foreach (var (partition, record) in _pending)
        {
            cluster.Log(partition).Append(committed ? record : FakeRecord.Invisible);
        }

        foreach (var partition in _pending.Select(p => p.Partition).Distinct())
        {
            cluster.Log(partition).AppendInvisible();
        }

        foreach (var (partition, offset) in committed ? _offsets : [])
        {
            cluster.Committed[partition] = offset;
        }

        cluster.Events.Add(committed ? "commit transaction" : "abort transaction");
        _pending.Clear();
        _offsets.Clear();
        _inTransaction = false;
        Monitor.PulseAll(cluster.Gate);
    }

    private sealed class FakeOutputTopic(string name, FakeCluster cluster) : OutputTopic(name)
    {
        public override int PartitionCount => cluster.PartitionCount(Name);
    }
}
