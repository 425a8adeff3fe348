using Confluent.Kafka;
using GenStreams.Tests.Cluster;

namespace GenStreams.Soak.Checks;

/// <summary>Reads what is committed of all outputs, as it comes.</summary>
internal sealed class OutputReader(string bootstrapServers, Ledger ledger, OwnedItems owned) : IDisposable
{
    public static readonly string[] Topics = ["soak-words", "soak-hops", "soak-sessions", "soak-pairs", "soak-enriched", "soak-owned"];

    private readonly Words _words = new(ledger);
    private readonly IConsumer<byte[]?, byte[]?> _consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
    {
        BootstrapServers = bootstrapServers,
        GroupId = "soak-check",
        EnableAutoCommit = false,
        IsolationLevel = IsolationLevel.ReadCommitted,
        AutoOffsetReset = AutoOffsetReset.Error,
    }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    private readonly RecordsOnce _once = new();
    private long _seen;

    public long Seen => Interlocked.Read(ref _seen);

    public void Read(CancellationToken stop)
    {
        _consumer.Assign(Topics.SelectMany(topic => Enumerable.Range(0, SoakRun.Partitions)
            .Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning))));
        while (!stop.IsCancellationRequested)
        {
            if (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result && _once.IsNew(result.TopicPartitionOffset))
            {
                See(result);
                Interlocked.Increment(ref _seen);
            }
        }
    }

    public void Dispose() => _consumer.Dispose();

    private void See(ConsumeResult<byte[]?, byte[]?> result)
    {
        switch (result.Topic)
        {
            case "soak-words":
                _words.See(result);
                break;
            case "soak-hops":
                Windows.SeeHop(ledger, result);
                break;
            case "soak-sessions":
                Windows.SeeSession(ledger, result);
                break;
            case "soak-pairs":
                Joins.SeePair(ledger, result);
                break;
            case "soak-enriched":
                Joins.SeeOrder(ledger, result);
                break;
            default:
                owned.See(result);
                break;
        }
    }
}
