using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>The stores of a task.</summary>
internal sealed class TaskStores : IDisposable
{
    private readonly Dictionary<string, TaskStore> _byName = [];
    private readonly TaskStore[] _all;
    private readonly RecordCacheBudget? _cache;

    /// <summary>Makes empty stores.</summary>
    /// <param name="sub">The sub-topology.</param>
    /// <param name="task">The task.</param>
    /// <param name="applicationId">Stands before the names of changelogs.</param>
    /// <param name="cacheBytes">How much the cached stores may hold back, as long as the task is no thread's; 0: none is cached.</param>
    /// <param name="keepsUndo">Whether work can be taken back.</param>
    /// <param name="intakes">Decides on records of source topics that the stores are restored from.</param>
    public TaskStores(SubTopologyDescriptor sub, TaskId task, string applicationId, long cacheBytes, bool keepsUndo, StoreIntakes intakes)
    {
        _cache = cacheBytes > 0 ? new RecordCacheBudget(cacheBytes) : null;
        foreach (var descriptor in sub.Stores)
        {
            TopicPartition? log = null;
            ChangelogWriter? writer = null;
            if (descriptor.Changelog is { } topic)
            {
                log = new TopicPartition(topic.Resolve(applicationId), task.Partition);
                writer = topic.IsInternal ? new ChangelogWriter(log) : null;
            }

            _byName.Add(descriptor.Name, new TaskStore(descriptor.Create(StoreFactory.InMemory, writer, _cache, keepsUndo), log, writer, IntakeOf(descriptor, sub, task, intakes)));
        }

        _all = [.. _byName.Values];
    }

    /// <summary>All stores, in the order of the sub-topology.</summary>
    public ReadOnlySpan<TaskStore> All => _all;

    /// <summary>The store of a name.</summary>
    public TaskStore this[string name] => _byName.TryGetValue(name, out var store)
        ? store
        : throw new InvalidOperationException($"There is no store '{name}' in this sub-topology; it has: {string.Join(", ", _byName.Keys)}.");

    /// <summary>Where changes go from now on, and with whose tasks its own share what record caches may hold back.</summary>
    public void Attach(RecordCollector collector, RecordCachePool? caches)
    {
        if (caches is not null)
        {
            _cache?.MoveTo(caches);
        }

        foreach (var store in _all)
        {
            store.Writer?.Attach(collector);
        }
    }

    /// <summary>All that was done so far is committed.</summary>
    public void Committed()
    {
        foreach (var store in _all)
        {
            store.Store.Committed();
        }
    }

    /// <summary>Takes back what was done since the last commit.</summary>
    /// <returns>False when a store cannot: then none is what it was.</returns>
    public bool TryRollBack()
    {
        foreach (var store in _all)
        {
            if (!store.Store.TryRollBack())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A change that was written is in its changelog.</summary>
    public void Acknowledged(TopicPartition changelog, long offset)
    {
        foreach (var store in _all)
        {
            if (store.Changelog == changelog && store.Position <= offset)
            {
                store.Position = offset + 1;
            }
        }
    }

    private static StoreIntake? IntakeOf(StoreDescriptor store, SubTopologyDescriptor sub, TaskId task, StoreIntakes intakes)
    {
        var source = store.Changelog is { IsInternal: false } topic ? sub.Sources.First(source => source.Topic == topic) : null;
        return source is null ? null : intakes.Of(source.Check, source.Member, task);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _all)
        {
            store.Store.Dispose();
        }
    }
}
