using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>Puts a task together: queues, empty stores, and what it gets from the thread.</summary>
internal sealed class TaskBuilder
{
    private readonly TopicPlan _plan;
    private readonly TaskSurroundings _surroundings;
    private readonly EmptyPartitionPolicy _whenEmpty;
    private readonly RecordCacheBudget? _cache;

    /// <summary>A builder for the tasks of a thread.</summary>
    public TaskBuilder(TopicPlan plan, TaskSurroundings surroundings)
    {
        _plan = plan;
        _surroundings = surroundings;
        var config = surroundings.Config;
        _whenEmpty = new EmptyPartitionPolicy(surroundings.Consumer, config.MaxTaskIdle, config.RequestTimeout, surroundings.Time);
        _cache = config.CacheBytesPerThread > 0 ? new RecordCacheBudget(config.CacheBytesPerThread) : null;
    }

    /// <summary>Whether the tasks of a sub-topology have state.</summary>
    public bool HasStores(int subTopology) => _surroundings.SubTopology(subTopology).Stores.Length > 0;

    /// <summary>Builds a task.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="partitions">What it reads.</param>
    public StreamTask Build(TaskId id, IReadOnlyList<TopicPartition> partitions)
    {
        var queues = new RecordQueue[partitions.Count];
        for (int i = 0; i < queues.Length; i++)
        {
            queues[i] = new RecordQueue(partitions[i], _plan.Source(partitions[i].Topic).Source, _surroundings.Consumer.Slot(partitions[i]));
        }

        var stores = new TaskStores(
            _surroundings.SubTopology(id.SubTopology), id, _surroundings.Config.ApplicationId, _surroundings.Producer, _cache);
        return new StreamTask(id, new PartitionGroup(queues, _whenEmpty), stores, _surroundings);
    }
}
