using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Deletes records of repartition topics once they are committed, in the background: their topics keep nothing by themselves.</summary>
internal sealed class RepartitionPurger
{
    private readonly TopicPlan _plan;
    private readonly ITopicAdmin _admin;
    private readonly StreamsConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _underWay = Task.CompletedTask;
    private long _last;

    /// <summary>A purger for a thread.</summary>
    public RepartitionPurger(TopicPlan plan, ITopicAdmin admin, StreamsConfig config, TimeProvider time, ILogger logger)
    {
        _plan = plan;
        _admin = admin;
        _config = config;
        _time = time;
        _logger = logger;
        _last = time.GetTimestamp();
    }

    /// <summary>After a commit: deletes when it is time, and when the last deletion is over.</summary>
    public void PurgeIfDue(ReadOnlySpan<StreamTask> tasks)
    {
        if (_time.GetElapsedTime(_last) < _config.RepartitionPurgeInterval || !_underWay.IsCompleted)
        {
            return;
        }

        _last = _time.GetTimestamp();
        var before = new List<TopicPartitionOffset>();
        foreach (var task in tasks)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                if (queue.CommittedOffset > 0 && _plan.Source(queue.Partition.Topic).IsRepartition)
                {
                    before.Add(new TopicPartitionOffset(queue.Partition, queue.CommittedOffset));
                }
            }
        }

        if (before.Count > 0)
        {
            _underWay = PurgeAsync(before);
        }
    }

    private async Task PurgeAsync(List<TopicPartitionOffset> before)
    {
        try
        {
            await _admin.DeleteRecordsAsync(before, _config.RequestTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or ObjectDisposedException)
        {
            Log.PurgeFailed(_logger, e.Message);
        }
    }
}
