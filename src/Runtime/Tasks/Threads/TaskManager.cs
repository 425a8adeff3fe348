using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// The tasks of a thread: made and ended as partitions come and go. Tasks whose partitions are revoked stay at hand with their state
/// until the next assignment: mostly they come back.
/// </summary>
internal sealed class TaskManager : IPartitionListener
{
    private readonly TopicPlan _plan;
    private readonly TaskBuilder _builder;
    private readonly IStreamConsumer _consumer;
    private readonly Committer _committer;
    private readonly StateRestorer _restorer;
    private readonly ILogger _logger;
    private readonly Dictionary<TaskId, StreamTask> _active = [];
    private readonly Dictionary<TaskId, StreamTask> _suspended = [];
    private readonly List<StreamTask> _running = [];
    private readonly List<StreamTask> _assigned = [];
    private RecordQueue?[] _queueOfSlot = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>A thread without tasks.</summary>
    public TaskManager(TopicPlan plan, TaskBuilder builder, IStreamConsumer consumer, Committer committer, StateRestorer restorer, ILogger logger)
    {
        _plan = plan;
        _builder = builder;
        _consumer = consumer;
        _committer = committer;
        _restorer = restorer;
        _logger = logger;
    }

    /// <summary>Whether the group has shared out the partitions and this thread has got its part, be it empty.</summary>
    public bool HasAssignment { get; private set; }

    /// <summary>The tasks that process records.</summary>
    public ReadOnlySpan<StreamTask> Running => CollectionsMarshal.AsSpan(_running);

    /// <summary>Whether tasks were assigned whose restore has not begun.</summary>
    public bool HasAssigned => _assigned.Count > 0;

    /// <summary>How many tasks there are, restoring ones included.</summary>
    public int Count => _active.Count;

    /// <summary>Set before the consumer is closed: tasks are not coming back.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Set when the thread has failed: nothing is committed any more.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Throws what went wrong when partitions came or went: not from inside the client's callback.</summary>
    public void ThrowIfFailed() => Interlocked.Exchange(ref _failure, null)?.Throw();

    /// <summary>Tasks that were assigned and are not yet restored or being restored.</summary>
    public IReadOnlyList<StreamTask> TakeAssigned()
    {
        if (_assigned.Count == 0)
        {
            return [];
        }

        StreamTask[] taken = [.. _assigned];
        _assigned.Clear();
        return taken;
    }

    /// <summary>An assigned task is to be taken again later.</summary>
    public void PutBack(StreamTask task) => _assigned.Add(task);

    /// <summary>A task is restored.</summary>
    public void Start(StreamTask task)
    {
        task.Start();
        _running.Add(task);
    }

    /// <summary>Puts fetched records into the queues of their tasks.</summary>
    public void Enqueue(ReadOnlySpan<ConsumedMessage> messages)
    {
        foreach (ref readonly var message in messages)
        {
            var queue = message.Slot < _queueOfSlot.Length ? _queueOfSlot[message.Slot] : null;
            if (queue is null)
            {
                _consumer.Release(in message);
            }
            else if (!queue.TryEnqueue(in message))
            {
                _consumer.Release(in message);
                queue.HasSeenStale = true;
            }
        }
    }

    /// <summary>Throws the work since the last commit away: all tasks begin again from there, with restored state.</summary>
    public void StartAgain()
    {
        var tasks = _active.Values.ToList();
        _running.Clear();
        _assigned.Clear();
        _active.Clear();
        foreach (var old in tasks)
        {
            var task = _builder.Build(old.Id, [.. old.Partitions.Queues.ToArray().Select(q => q.Partition)]);
            for (int i = 0; i < task.Partitions.Queues.Length; i++)
            {
                Rewind(task.Partitions.Queues[i], old.Partitions.Queues[i].CommittedOffset);
            }

            old.Close();
            Register(task);
        }
    }

    /// <summary>Gives all records back that wait.</summary>
    public void ReleaseRecords()
    {
        foreach (var task in _active.Values)
        {
            task.ReleaseRecords();
        }
    }

    /// <summary>Ends all tasks.</summary>
    public void Close()
    {
        CloseAll(_active);
        CloseAll(_suspended);
        _running.Clear();
        _assigned.Clear();
        Array.Clear(_queueOfSlot);
    }

    /// <inheritdoc/>
    public void OnAssigned(IReadOnlyList<TopicPartition> partitions) => Guard(() =>
    {
        int resumed = 0;
        foreach (var group in partitions.GroupBy(TaskOf))
        {
            var sources = group.OrderBy(p => _plan.Source(p.Topic).Source).ToList();
            CheckComplete(group.Key, sources);
            if (_suspended.Remove(group.Key, out var task) && task.Partitions.Has(sources))
            {
                resumed++;
            }
            else
            {
                task?.Close();
                task = _builder.Build(group.Key, sources);
            }

            Register(task);
        }

        CloseAll(_suspended);
        HasAssignment = true;
        Log.Assigned(_logger, string.Join(", ", _active.Keys), resumed);
    });

    /// <inheritdoc/>
    public void OnRevoked(IReadOnlyList<TopicPartition> partitions) => Guard(() =>
    {
        HasAssignment = false;
        Log.Revoked(_logger, string.Join(", ", _active.Keys));
        _restorer.Cancel();
        bool keep = !IsDirty && CommitAll() && !IsClosing;
        foreach (var task in Unregister())
        {
            if (keep && TrySuspend(task))
            {
                _suspended.Add(task.Id, task);
            }
            else
            {
                task.Close();
            }
        }
    });

    /// <inheritdoc/>
    public void OnLost(IReadOnlyList<TopicPartition> partitions) => Guard(() =>
    {
        HasAssignment = false;
        Log.Lost(_logger, string.Join(", ", _active.Keys));
        _restorer.Cancel();
        foreach (var task in Unregister())
        {
            task.Close();
        }

        _committer.Abort();
    });

    // Whether the state of the tasks is what their changelogs say.
    private bool CommitAll()
    {
        try
        {
            var result = _committer.Commit(Running);
            if (result is CommitResult.Nothing or CommitResult.Committed)
            {
                return true;
            }

            Log.CommitRefused(_logger, result.ToString());
            return false;
        }
        catch (KafkaException e) when (!e.Error.IsFatal && !KafkaErrors.IsFenced(KafkaErrors.Of(e)))
        {
            Log.CommitRefused(_logger, e.Error.Reason);
            _committer.Abort();
            return false;
        }
    }

    private bool TrySuspend(StreamTask task)
    {
        try
        {
            foreach (var store in task.Stores.All)
            {
                NoteRestorePoint(task, store);
            }

            task.Suspend();
            return true;
        }
        catch (KafkaException)
        {
            // Without the place up to which the changelog is in the store, the store is restored from the beginning.
            return false;
        }
    }

    // Others may write to the changelog before the task comes back: it is then restored from here, not from the beginning.
    private void NoteRestorePoint(StreamTask task, TaskStore store)
    {
        if (store.Changelog is not { } log || !task.IsRunning)
        {
            return;
        }

        if (!store.ChangelogIsSource)
        {
            store.RestoredTo = _restorer.Ends(log).High;
            return;
        }

        foreach (var queue in task.Partitions.Queues)
        {
            if (queue.Partition == log && queue.ProcessedTo >= 0)
            {
                store.RestoredTo = queue.ProcessedTo;
            }
        }
    }

    private TaskId TaskOf(TopicPartition partition) => new(_plan.Source(partition.Topic).SubTopology, partition.Partition.Value);

    // Two halves of a task would each have a part of its state: stateless ones may be split, the others not.
    private void CheckComplete(TaskId id, IReadOnlyList<TopicPartition> assigned)
    {
        if (!_builder.HasStores(id.SubTopology))
        {
            return;
        }

        var absent = _plan.SourceTopics
            .Where(t => t.SubTopology == id.SubTopology && t.Partitions > id.Partition && assigned.All(p => p.Topic != t.Name))
            .Select(t => t.Name)
            .ToList();
        if (absent.Count > 0)
        {
            throw new StreamsException(
                $"Task {id} got partition {id.Partition} of {string.Join(", ", assigned.Select(p => p.Topic))} but not of {string.Join(", ", absent)}, so its " +
                "state would be in two places. The members of the group must all run this version of the topology, and the topics that a " +
                "stateful part reads must have equal partition counts: put a [Repartition] before it where they cannot.");
        }
    }

    private void Register(StreamTask task)
    {
        _active.Add(task.Id, task);
        _assigned.Add(task);
        task.Announce();
        foreach (var queue in task.Partitions.Queues)
        {
            if (queue.Slot >= _queueOfSlot.Length)
            {
                Array.Resize(ref _queueOfSlot, Math.Max(queue.Slot + 1, _queueOfSlot.Length * 2));
            }

            _queueOfSlot[queue.Slot] = queue;
        }
    }

    private List<StreamTask> Unregister()
    {
        var tasks = _active.Values.ToList();
        _active.Clear();
        _running.Clear();
        _assigned.Clear();
        Array.Clear(_queueOfSlot);
        return tasks;
    }

    private void Rewind(RecordQueue queue, long committed)
    {
        // Negative: no record of the partition was seen, so there is nothing to go back over.
        if (committed >= 0)
        {
            queue.StartAt(committed);
            _consumer.Pause(queue.Partition);
            queue.IsPaused = true;
            _consumer.Seek(new TopicPartitionOffset(queue.Partition, committed));
        }
    }

    private static void CloseAll(Dictionary<TaskId, StreamTask> tasks)
    {
        foreach (var task in tasks.Values)
        {
            task.Close();
        }

        tasks.Clear();
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            _failure ??= ExceptionDispatchInfo.Capture(e);
        }
    }
}
