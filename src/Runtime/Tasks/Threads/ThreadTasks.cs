using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>The tasks that a thread runs: their partitions are assigned to its consumer, their changes go to its producer.</summary>
internal sealed class ThreadTasks
{
    private readonly TaskSurroundings _surroundings;
    private readonly ThreadClients _clients;
    private readonly EmptyPartitionPolicy _whenEmpty;
    private readonly RecordCachePool? _caches;
    private readonly List<StreamTask> _running = [];
    private readonly Dictionary<(OutputTopic Topic, int Partition), TaskStore> _changelogs = [];
    private RecordQueue?[] _queueOfSlot = [];

    /// <summary>A thread without tasks.</summary>
    public ThreadTasks(TaskSurroundings surroundings)
    {
        _surroundings = surroundings;
        _clients = surroundings.Clients;
        _whenEmpty = new EmptyPartitionPolicy(_clients.Consumer, surroundings.Config.MaxTaskIdle, surroundings.Time);
        _caches = surroundings.Config.CacheBytesPerThread > 0 ? new RecordCachePool(surroundings.Config.CacheBytesPerThread) : null;
    }

    /// <summary>The tasks.</summary>
    public ReadOnlySpan<StreamTask> Running => CollectionsMarshal.AsSpan(_running);

    /// <summary>The task of a name; null when it does not run here.</summary>
    public StreamTask? Find(TaskId id)
    {
        foreach (var task in _running)
        {
            if (task.Id == id)
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>The queue of a partition; null when it is not read here.</summary>
    public RecordQueue? Queue(TopicPartition partition)
    {
        int slot = _clients.Consumer.Slot(partition);
        return slot < _queueOfSlot.Length ? _queueOfSlot[slot] : null;
    }

    /// <summary>Begins to run a task where its state says.</summary>
    public void Start(TaskState state)
    {
        var queues = new RecordQueue[state.Start.Count];
        for (int i = 0; i < queues.Length; i++)
        {
            var start = state.Start[i];
            queues[i] = new RecordQueue(start.Partition, _surroundings.Plan.Source(start.Partition.Topic).Source, _clients.Consumer.Slot(start.Partition));
            queues[i].StartAt(in start);
        }

        state.Attach(_clients.Producer, _caches);
        var task = new StreamTask(state, new PartitionGroup(queues, _whenEmpty), _surroundings);
        try
        {
            task.Start();
        }
        catch
        {
            task.Close();
            throw;
        }

        _clients.Consumer.Add([.. state.Start.Select(static s => new TopicPartitionOffset(s.Partition, s.Offset))]);
        Register(task);
        _running.Add(task);
    }

    /// <summary>Ends a task; what it remembers is the caller's.</summary>
    public TaskState Stop(StreamTask task)
    {
        _running.Remove(task);
        var partitions = new List<TopicPartition>();
        foreach (var queue in task.Partitions.Queues)
        {
            partitions.Add(queue.Partition);
            _queueOfSlot[queue.Slot] = null;
        }

        foreach (var store in task.State.Stores.All)
        {
            if (store.Writer is { } writer)
            {
                _changelogs.Remove((writer.Topic, store.Changelog!.Partition.Value));
            }
        }

        task.Close();
        _clients.Consumer.Remove(partitions);
        return task.State;
    }

    /// <summary>Puts fetched records into the queues of their tasks.</summary>
    public void Enqueue(ReadOnlySpan<ConsumedMessage> messages)
    {
        foreach (ref readonly var message in messages)
        {
            var queue = message.Slot < _queueOfSlot.Length ? _queueOfSlot[message.Slot] : null;
            if (queue is null || !queue.TryEnqueue(in message))
            {
                _clients.Consumer.Release(in message);
            }
        }
    }

    /// <summary>A record of this thread has arrived.</summary>
    public void Acknowledged(OutputTopic topic, int partition, long offset)
    {
        if (_changelogs.TryGetValue((topic, partition), out var store) && store.Position <= offset)
        {
            store.Position = offset + 1;
        }
    }

    private void Register(StreamTask task)
    {
        foreach (var queue in task.Partitions.Queues)
        {
            if (queue.Slot >= _queueOfSlot.Length)
            {
                Array.Resize(ref _queueOfSlot, Math.Max(queue.Slot + 1, _queueOfSlot.Length * 2));
            }

            _queueOfSlot[queue.Slot] = queue;
        }

        foreach (var store in task.State.Stores.All)
        {
            if (store.Writer is { } writer)
            {
                _changelogs[(writer.Topic, store.Changelog!.Partition.Value)] = store;
            }
        }
    }
}
