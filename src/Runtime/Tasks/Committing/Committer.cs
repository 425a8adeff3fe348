using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>Makes the work of a thread's tasks last: caches, then outputs and changelogs, then offsets, in this order.</summary>
internal abstract class Committer
{
    private readonly List<CommittedOffset> _offsets = [];
    private readonly OffsetMetadataWriter _metadata = new();
    private readonly ThreadMetrics _metrics;

    /// <summary>A committer.</summary>
    protected Committer(ThreadClients clients, IGroupMember member, ThreadMetrics metrics, TimeProvider time)
    {
        Clients = clients;
        Member = member;
        _metrics = metrics;
        Time = time;
    }

    /// <summary>The thread's clients.</summary>
    protected ThreadClients Clients { get; }

    /// <summary>Commits offsets, or says as whom a transaction commits them.</summary>
    protected IGroupMember Member { get; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>Called before records are processed.</summary>
    public abstract void Begin();

    /// <summary>Commits what tasks have processed, if anything.</summary>
    /// <exception cref="KafkaException">Something cannot be delivered or committed: what was done since the last commit is to be thrown away.</exception>
    public CommitResult Commit(ReadOnlySpan<StreamTask> tasks)
    {
        if (!IsAnyDirty(tasks))
        {
            return CommitResult.Nothing;
        }

        using var activity = StreamsMetrics.Activities.StartActivity("commit", ActivityKind.Internal);
        long start = Time.GetTimestamp();
        foreach (var task in tasks)
        {
            task.Flush();
        }

        CollectOffsets(tasks);
        var result = Commit(tasks, _offsets);
        if (result == CommitResult.Committed)
        {
            MarkCommitted(tasks);
            _metrics.Committed(Time.GetElapsedTime(start));
        }

        return result;
    }

    /// <summary>Gives up what was not committed, after a failure.</summary>
    /// <param name="cause">The failure; null when the work is given up for another reason.</param>
    public abstract WorkOutcome Abandon(KafkaException? cause);

    /// <summary>
    /// Commits offsets after everything that was sent so far, and lets the tasks save their progress where that is safe. There can be no
    /// offsets, when only punctuations have sent something.
    /// </summary>
    protected abstract CommitResult Commit(ReadOnlySpan<StreamTask> tasks, IReadOnlyList<CommittedOffset> offsets);

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
            task.CollectTimes(_metadata);
            foreach (var queue in task.Partitions.Queues)
            {
                if (task.IsToCommit(queue))
                {
                    long offset = queue.NextOffset(Clients.Consumer);
                    _offsets.Add(new CommittedOffset(queue.Partition, offset, _metadata.Encode(queue, offset)));
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
                if (task.IsToCommit(queue))
                {
                    queue.Committed(_offsets[next++]);
                }

                var end = Clients.Consumer.KnownEnd(queue.Partition);
                lag += end.IsSpecial || queue.CommittedOffset < 0 ? 0 : Math.Max(0, end.Value - queue.CommittedOffset);
            }

            task.Committed();
        }

        _metrics.Lag = lag;
    }
}
