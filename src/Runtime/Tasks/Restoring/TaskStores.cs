using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>The stores of a task.</summary>
internal sealed class TaskStores : IDisposable
{
    private readonly Dictionary<string, TaskStore> _byName = [];
    private readonly TaskStore[] _all;
    private readonly RecordCacheBudget? _cache;
    private readonly StateJournal? _journal;
    private readonly long[] _positions;

    /// <summary>Makes the stores, as they were at the last commit that was kept.</summary>
    /// <param name="sub">The sub-topology.</param>
    /// <param name="task">The task.</param>
    /// <param name="applicationId">Stands before the names of changelogs.</param>
    /// <param name="cacheBytes">How much the cached stores may hold back, as long as the task is no thread's; 0: none is cached.</param>
    /// <param name="keepsUndo">Whether work can be taken back.</param>
    /// <param name="opened">Makes the stores, and keeps them.</param>
    /// <param name="intakes">Decides on records of source topics that the stores are restored from.</param>
    public TaskStores(
        SubTopologyDescriptor sub, TaskId task, string applicationId, long cacheBytes, bool keepsUndo, OpenedState opened, StoreIntakes intakes)
    {
        _journal = opened.Journal;
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

            int number = _byName.Count;
            IChangelog? changelog = _journal is null || log is null ? writer : new JournalledChangelog(_journal, number, writer);
            var store = descriptor.Create(opened.Factory, changelog, _cache, keepsUndo);
            _byName.Add(descriptor.Name, new TaskStore(store, number, log, writer, _journal, IntakeOf(descriptor, sub, task, intakes)));
        }

        _all = [.. _byName.Values];
        _positions = new long[_all.Length];
        if (_journal is not null)
        {
            _journal.Load([.. _all.Select(static s => s.Store)], _positions);
            for (int i = 0; i < _all.Length; i++)
            {
                _all[i].Position = _positions[i];
            }
        }
    }

    /// <summary>Whether so much waits for a commit that it should come soon.</summary>
    public bool IsFull => _journal is { IsFull: true };

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

        if (_journal is not null)
        {
            for (int i = 0; i < _all.Length; i++)
            {
                _positions[i] = _all[i].Position;
            }

            _journal.Commit(_positions);
        }
    }

    /// <summary>Goes on with work on the state that is kept, which is done little by little.</summary>
    public void Work() => _journal?.Work();

    /// <summary>Forgets everything, what is kept too.</summary>
    public void Clear()
    {
        _journal?.Clear();
        foreach (var store in _all)
        {
            store.Store.Clear();
            store.Position = StateJournal.None;
        }
    }

    /// <summary>Takes back what was done since the last commit.</summary>
    /// <returns>False when a store cannot: then none is what it was.</returns>
    public bool TryRollBack()
    {
        _journal?.RollBack();
        foreach (var store in _all)
        {
            if (!store.Store.TryRollBack())
            {
                return false;
            }
        }

        return true;
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
