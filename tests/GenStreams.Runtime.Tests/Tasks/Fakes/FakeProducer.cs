using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A producer of the fake cluster. What it has sent is acknowledged when it is polled or flushed.</summary>
internal sealed class FakeProducer(
    FakeCluster cluster, IReadOnlyDictionary<string, string> config, Func<UndeliveredRecord, bool>? onFailure) : StreamProducer
{
    private readonly Dictionary<string, FakeOutputTopic> _topics = [];
    private readonly Queue<(OutputTopic Topic, int Partition, long Offset)> _sent = [];
    private readonly Queue<UndeliveredRecord> _refused = [];
    private FakeTransaction? _transaction;
    private volatile KafkaException? _failure;
    private volatile bool _isRefused;

    public IReadOnlyDictionary<string, string> Config { get; } = config;

    /// <summary>Thrown by the next flushes.</summary>
    public Queue<KafkaException> FlushFailures { get; } = [];

    /// <summary>Thrown by the next attempts to commit a transaction, before the broker hears of them.</summary>
    public Queue<KafkaException> TransactionFailures { get; } = [];

    /// <summary>Thrown by the next attempts to commit a transaction, after the broker has done it.</summary>
    public Queue<KafkaException> LostAnswers { get; } = [];

    public bool IsDisposed { get; private set; }

    public bool IsInitialized { get; private set; }

    private string? TransactionalId => Config.GetValueOrDefault("transactional.id");

    public override OutputTopic Topic(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            topic = new FakeOutputTopic(name, cluster);
            _topics.Add(name, topic);
        }

        return topic;
    }

    public override void Refuse()
    {
        _isRefused = true;
        _failure = new KafkaException(new Error(ErrorCode.Local_Fenced, "its thread was given up"));
    }

    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        if (Guard is { IsOn: true } guard && guard.TakesOver(this, topic, partition, key, value, timestamp, headers))
        {
            return;
        }

        lock (cluster.Gate)
        {
            Assert.False(IsDisposed, "A producer was used after it was closed.");
            Assert.True(topic is FakeOutputTopic own && _topics.ContainsValue(own), "A record was sent to a topic of another producer.");
            ThrowIfFailed();
            var record = new FakeRecord(
                key.IsNull ? null : key.Span.ToArray(), value.IsNull ? null : value.Span.ToArray(), timestamp, headers?.Encoded.ToArray() ?? []);
            if (partition == PartitionByKey)
            {
                partition = record.Key is null ? 0 : record.Key.Sum(b => b) % topic.PartitionCount;
            }

            if (cluster.Refuses is { } refused && record.ValueText == refused)
            {
                _refused.Enqueue(new UndeliveredRecord(topic, partition, new Error(ErrorCode.MsgSizeTooLarge, "too large"), Source));
                return;
            }

            var at = new TopicPartition(topic.Name, partition);
            if (TransactionalId is not null)
            {
                Assert.True(_transaction is not null, "A record was sent outside of a transaction.");
                if (_transaction.State != FakeTransaction.Outcome.Open)
                {
                    // The broker has ended it: nothing of it is taken any more.
                    _failure = Fenced();
                    return;
                }

                _transaction.Partitions.Add(at);
            }

            cluster.Events.Add($"send {topic.Name}-{partition} {record.KeyText ?? "null"}={record.ValueText ?? "null"}");
            _sent.Enqueue((topic, partition, cluster.Log(at).End));
            cluster.Log(at).Append(record, _transaction);
            Monitor.PulseAll(cluster.Gate);
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
        Acknowledge();
        ThrowIfFailed();
    }

    public override void InitTransactions(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            if (cluster.InitFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            cluster.Transactions.Take(TransactionalId!, this);
            IsInitialized = true;
        }
    }

    public override void BeginTransaction()
    {
        Assert.True(IsInitialized);
        Assert.True(_transaction is null, "A transaction is begun inside of another.");
        ThrowIfFailed();
        _transaction = cluster.Transactions.Begin(TransactionalId!);
    }

    public override void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            ThrowIfFailed();
            ThrowIfFenced();
            if (!FakeGroupMember.Of(group).Takes(group))
            {
                throw new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration, "the member is not what it was"));
            }

            _transaction!.Offsets.AddRange(offsets);
        }
    }

    public override void CommitTransaction(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            ThrowIfFailed();
            if (TransactionFailures.TryDequeue(out var failure))
            {
                throw failure;
            }

            if (_transaction is null)
            {
                // The same call again, after one whose answer was lost.
                return;
            }

            ThrowIfFenced();
            End(committed: true);
            if (LostAnswers.TryDequeue(out failure))
            {
                throw failure;
            }
        }
    }

    public override void AbortTransaction(TimeSpan timeout)
    {
        lock (cluster.Gate)
        {
            ThrowIfFenced();
            _failure = null;
            if (_isRefused)
            {
                Refuse();
            }

            _refused.Clear();
            Acknowledge();
            End(committed: false);
        }
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;

    private static KafkaException Fenced() => new(new Error(ErrorCode.Local_Fenced, "another producer has the id, or the transaction timed out", isFatal: true));

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    private void ThrowIfFenced()
    {
        Assert.NotNull(_transaction);
        if (cluster.Transactions.IsFenced(TransactionalId!, this))
        {
            throw Fenced();
        }
    }

    private void Acknowledge()
    {
        while (_sent.TryDequeue(out var sent))
        {
            Acknowledged?.Invoke(sent.Topic, sent.Partition, sent.Offset);
        }

        while (_refused.TryDequeue(out var record))
        {
            if (onFailure is null || !onFailure(record))
            {
                _failure = new KafkaException(record.Error);
            }
        }
    }

    private void End(bool committed)
    {
        cluster.Transactions.End(_transaction!, committed);
        _transaction = null;
    }

    private sealed class FakeOutputTopic(string name, FakeCluster cluster) : OutputTopic(name)
    {
        public override int PartitionCount => cluster.PartitionCount(Name);
    }
}
