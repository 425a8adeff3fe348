using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>
/// What is left of a task when nobody runs it: its stores, how far their changelogs are in them, and where it goes on. Passed from owner to owner; only
/// the owner touches it.
/// </summary>
internal sealed class TaskState : IDisposable
{
    private readonly OpenedState _opened;
    private readonly TaskFolder? _folder;
    private DateTimeOffset? _keptSince;

    /// <summary>The state of a task: as it was kept, or empty.</summary>
    /// <param name="id">The task.</param>
    /// <param name="sub">Its sub-topology.</param>
    /// <param name="applicationId">Stands before the names of changelogs.</param>
    /// <param name="cacheBytes">How much the record caches of its stores may hold back; 0: nothing is held back.</param>
    /// <param name="keepsUndo">Whether work can be taken back.</param>
    /// <param name="opened">Makes the stores, and keeps them.</param>
    /// <param name="intakes">Decides on records of source topics that the stores are restored from.</param>
    /// <param name="folder">Where they are kept; null: nowhere.</param>
    public TaskState(
        TaskId id, SubTopologyDescriptor sub, string applicationId, long cacheBytes, bool keepsUndo, OpenedState opened, StoreIntakes intakes,
        TaskFolder? folder)
    {
        Id = id;
        _opened = opened;
        _folder = folder;
        Stores = new TaskStores(sub, id, applicationId, cacheBytes, keepsUndo, opened, intakes);
        _keptSince = opened.Journal?.LoadedFrom;
    }

    /// <summary>The task.</summary>
    public TaskId Id { get; }

    /// <summary>Whether it is kept in a folder, which nobody else can use meanwhile.</summary>
    public bool IsOnDisk => _folder is not null;

    /// <summary>What it remembers.</summary>
    public TaskStores Stores { get; }

    /// <summary>Where it goes on, one for each of its partitions, by source; found after the stores are restored.</summary>
    public IReadOnlyList<CommittedOffset> Start { get; set; } = [];

    /// <summary>Where the changes of the stores go from now on, and with whose its record caches share.</summary>
    public void Attach(RecordCollector collector, RecordCachePool? caches) => Stores.Attach(collector, caches);

    /// <summary>All that was done so far is committed.</summary>
    public void Committed()
    {
        _keptSince = null;
        Stores.Committed();
    }

    /// <summary>Whether so much waits for a commit that it should come soon.</summary>
    public bool IsFull => Stores.IsFull;

    /// <summary>Whether it was kept before a time, and nothing was added since.</summary>
    public bool IsFromBefore(DateTimeOffset time) => _keptSince < time;

    /// <summary>Goes on with work on the state that is kept, which is done little by little.</summary>
    public void Work() => Stores.Work();

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _keptSince = null;
        Stores.Clear();
    }

    /// <summary>Takes back what was done since the last commit.</summary>
    /// <returns>False when a store cannot: the state is then to be thrown away and restored.</returns>
    public bool TryRollBack() => Stores.TryRollBack();

    /// <summary>Stores whose changelog is a topic that the task reads have it up to here: what was committed.</summary>
    public void SourceReadTo(TopicPartition source, long offset)
    {
        foreach (var store in Stores.All)
        {
            if (store.ChangelogIsSource && store.Changelog == source)
            {
                store.Position = offset;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stores.Dispose();
        _opened.Dispose();
        _folder?.Dispose();
    }
}
