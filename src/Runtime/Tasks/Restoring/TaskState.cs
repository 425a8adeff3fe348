using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>
/// What is left of a task when nobody runs it: its stores, how far their changelogs are in them, and where it goes on. Passed from owner to owner; only
/// the owner touches it.
/// </summary>
internal sealed class TaskState : IDisposable
{
    /// <summary>The state of a task, still empty.</summary>
    /// <param name="id">The task.</param>
    /// <param name="sub">Its sub-topology.</param>
    /// <param name="applicationId">Stands before the names of changelogs.</param>
    /// <param name="cacheBytes">How much the record caches of its stores may hold back; 0: nothing is held back.</param>
    /// <param name="keepsUndo">Whether work can be taken back.</param>
    /// <param name="intakes">Decides on records of source topics that the stores are restored from.</param>
    public TaskState(TaskId id, SubTopologyDescriptor sub, string applicationId, long cacheBytes, bool keepsUndo, StoreIntakes intakes)
    {
        Id = id;
        Stores = new TaskStores(sub, id, applicationId, cacheBytes, keepsUndo, intakes);
    }

    /// <summary>The task.</summary>
    public TaskId Id { get; }

    /// <summary>What it remembers.</summary>
    public TaskStores Stores { get; }

    /// <summary>Where it goes on, one for each of its partitions, by source; found after the stores are restored.</summary>
    public IReadOnlyList<CommittedOffset> Start { get; set; } = [];

    /// <summary>Where the changes of the stores go from now on, and with whose its record caches share.</summary>
    public void Attach(RecordCollector collector, RecordCachePool? caches) => Stores.Attach(collector, caches);

    /// <summary>All that was done so far is committed.</summary>
    public void Committed() => Stores.Committed();

    /// <summary>Takes back what was done since the last commit.</summary>
    /// <returns>False when a store cannot: the state is then to be thrown away and restored.</returns>
    public bool TryRollBack() => Stores.TryRollBack();

    /// <summary>A record of this process is in a changelog.</summary>
    public void Acknowledged(TopicPartition changelog, long offset) => Stores.Acknowledged(changelog, offset);

    /// <summary>Stores whose changelog is a topic that the task reads have it up to here: what was committed.</summary>
    public void SourcesReadTo(ReadOnlySpan<CommittedOffset> committed)
    {
        foreach (var store in Stores.All)
        {
            if (!store.ChangelogIsSource)
            {
                continue;
            }

            foreach (var offset in committed)
            {
                if (offset.Partition == store.Changelog)
                {
                    store.Position = offset.Offset;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stores.Dispose();
}
