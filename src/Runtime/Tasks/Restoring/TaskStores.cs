using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>The stores of a task.</summary>
internal sealed class TaskStores : IDisposable
{
    private readonly Dictionary<string, TaskStore> _stores = [];

    /// <summary>Makes empty stores.</summary>
    /// <param name="sub">The sub-topology.</param>
    /// <param name="task">The task.</param>
    /// <param name="applicationId">Stands before the names of changelogs.</param>
    /// <param name="collector">Takes the changes.</param>
    /// <param name="cache">How much the cached stores of the thread may hold back together; null: none is cached.</param>
    public TaskStores(SubTopologyDescriptor sub, TaskId task, string applicationId, RecordCollector collector, RecordCacheBudget? cache)
    {
        foreach (var descriptor in sub.Stores)
        {
            TopicPartition? log = null;
            ChangelogWriter? writer = null;
            if (descriptor.Changelog is { } topic)
            {
                string name = topic.Resolve(applicationId);
                log = new TopicPartition(name, task.Partition);
                writer = topic.IsInternal ? new ChangelogWriter(collector, collector.Topic(name), task.Partition) : null;
            }

            var store = descriptor.Create(writer, cache);
            _stores.Add(descriptor.Name, new TaskStore(store, log, SourceOf(descriptor, sub)));
        }
    }

    /// <summary>All stores.</summary>
    public IReadOnlyCollection<TaskStore> All => _stores.Values;

    /// <summary>The store of a name.</summary>
    public TaskStore this[string name] => _stores.TryGetValue(name, out var store)
        ? store
        : throw new InvalidOperationException($"There is no store '{name}' in this sub-topology; it has: {string.Join(", ", _stores.Keys)}.");

    private static SourceDescriptor? SourceOf(StoreDescriptor store, SubTopologyDescriptor sub) =>
        store.Changelog is { IsInternal: false } topic ? sub.Sources.First(source => source.Topic == topic) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Store.Dispose();
        }
    }
}
