using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>Makes the work of a thread's tasks last: caches, then outputs and changelogs, then offsets, in this order.</summary>
internal abstract class Committer
{
    private readonly List<TopicPartitionOffset> _offsets = [];
    private readonly ThreadMetrics _metrics;
    private readonly TimeProvider _time;

    /// <summary>A committer.</summary>
    protected Committer(IStreamConsumer consumer, StreamProducer producer, ThreadMetrics metrics, TimeProvider time)
    {
        Consumer = consumer;
        Producer = producer;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The consumer.</summary>
    protected IStreamConsumer Consumer { get; }

    /// <summary>The producer.</summary>
    protected StreamProducer Producer { get; }

    /// <summary>Called before records are processed.</summary>
    public abstract void Begin();

    /// <summary>Commits what tasks have processed, if anything.</summary>
    /// <exception cref="KafkaException">Something cannot be delivered or committed.</exception>
    public CommitResult Commit(ReadOnlySpan<StreamTask> tasks)
    {
        if (!IsAnyDirty(tasks))
        {
            return CommitResult.Nothing;
        }

        using var activity = StreamsMetrics.Activities.StartActivity("commit", ActivityKind.Internal);
        long start = _time.GetTimestamp();
        foreach (var task in tasks)
        {
            task.Flush();
        }

        CollectOffsets(tasks);
        var result = Commit(tasks, _offsets);
        if (result == CommitResult.Committed)
        {
            MarkCommitted(tasks);
            _metrics.Committed(_time.GetElapsedTime(start));
        }

        return result;
    }

    /// <summary>Gives up what was not committed.</summary>
    public abstract void Abort();

    /// <summary>
    /// Commits offsets after everything that was sent so far, and lets the tasks save their progress where that is safe. There can be no
    /// offsets, when only punctuations have sent something.
    /// </summary>
    protected abstract CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<TopicPartitionOffset> offsets);

    /// <summary>Lets the tasks write down what must not be emitted again.</summary>
    protected static void SaveProgress(ReadOnlySpan<StreamTask> tasks)
    {
        foreach (var task in tasks)
        {
            task.SaveProgress();
        }
    }

    private static bool IsAnyDirty(ReadOnlySpan<StreamTask> tasks)
    {
        foreach (var task in tasks)
        {
            if (task.HasActed)
            {
                return true;
            }

            foreach (var queue in task.Partitions.Queues)
            {
                if (queue.IsDirty)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void CollectOffsets(ReadOnlySpan<StreamTask> tasks)
    {
        _offsets.Clear();
        foreach (var task in tasks)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                if (queue.IsDirty)
                {
                    _offsets.Add(new TopicPartitionOffset(queue.Partition, queue.NextOffset(Consumer)));
                }
            }
        }
    }

    private void MarkCommitted(ReadOnlySpan<StreamTask> tasks)
    {
        int next = 0;
        long lag = 0;
        foreach (var task in tasks)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                if (queue.IsDirty)
                {
                    queue.Committed(_offsets[next++].Offset.Value);
                }

                var end = Consumer.KnownEnd(queue.Partition);
                lag += end.IsSpecial || queue.CommittedOffset < 0 ? 0 : Math.Max(0, end.Value - queue.CommittedOffset);
            }

            task.Committed();
        }

        _metrics.Lag = lag;
    }
}
