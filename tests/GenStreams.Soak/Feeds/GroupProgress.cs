using System.Diagnostics;
using Confluent.Kafka;

namespace GenStreams.Soak.Feeds;

/// <summary>Asks the broker, once in a while, how far the group has committed: what is processed for good.</summary>
internal sealed class GroupProgress(string bootstrapServers, string group, InputProducer producer) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // It subscribes to nothing, so it is no member of the group. The admin client could ask the same, but it ends the process, by an assertion
    // of librdkafka, when a broker goes away at the wrong moment.
    private readonly IConsumer<Ignore, Ignore> _consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
    {
        BootstrapServers = bootstrapServers,
        GroupId = group,
        EnableAutoCommit = false,
        IsolationLevel = IsolationLevel.ReadUncommitted, // else it waits for a moment without a transaction
    }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    private volatile Dictionary<TopicPartition, long> _committed = [];

    /// <summary>The committed offset of each partition that has one.</summary>
    public IReadOnlyDictionary<TopicPartition, long> Committed => _committed;

    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(250, CancellationToken.None);
            try
            {
                var offsets = _consumer.Committed(producer.Ends.Keys, Limit);
                _committed = offsets.Where(offset => !offset.Offset.IsSpecial).ToDictionary(offset => offset.TopicPartition, offset => offset.Offset.Value);
            }
            catch (KafkaException)
            {
                // The brokers are away: it has committed what it had.
            }
        }
    }

    /// <summary>The input that is not processed yet.</summary>
    public IEnumerable<(TopicPartition Partition, long Committed, long End)> Behind(IEnumerable<string>? topics = null)
    {
        var committed = _committed;
        return producer.Ends
            .Where(end => topics is null || topics.Contains(end.Key.Topic))
            .Select(end => (end.Key, committed.GetValueOrDefault(end.Key, 0), end.Value))
            .Where(partition => partition.Item2 < partition.Value);
    }

    /// <summary>Waits until all that was sent to topics is processed; whether that takes too long is for others to judge.</summary>
    public async Task CommittedAsync(string[] topics, CancellationToken giveUp)
    {
        await producer.AcknowledgedAsync(topics, giveUp);
        while (Behind(topics).Any())
        {
            await Task.Delay(50, giveUp);
        }
    }

    /// <summary>Waits until each partition that has input goes on.</summary>
    /// <returns>Those that did not within the limit.</returns>
    public async Task<List<(TopicPartition Partition, long Committed, long End)>> StandingStillAsync(TimeSpan limit)
    {
        var before = _committed;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var still = Behind().Where(partition => partition.Committed <= before.GetValueOrDefault(partition.Partition, 0)).ToList();
            if (still.Count == 0 || clock.Elapsed > limit)
            {
                return still;
            }

            await Task.Delay(100);
        }
    }

    public void Dispose() => _consumer.Dispose();
}
