using Confluent.Kafka;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>A store of a task, and the log that it is restored from.</summary>
/// <param name="store">The store.</param>
/// <param name="changelog">Where its changes are; null when they are not logged.</param>
/// <param name="source">The source whose topic that is; null when the log is the store's own.</param>
internal sealed class TaskStore(StateStore store, TopicPartition? changelog, SourceDescriptor? source)
{
    /// <summary>The store.</summary>
    public StateStore Store { get; } = store;

    /// <summary>Where its changes are; null when they are not logged.</summary>
    public TopicPartition? Changelog { get; } = changelog;

    /// <summary>Whether the log is a topic that the task reads: then it counts only up to the committed offset.</summary>
    public bool ChangelogIsSource => Source is not null;

    /// <summary>The source whose topic the log is; null when it is the store's own.</summary>
    public SourceDescriptor? Source { get; } = source;

    /// <summary>The offset of the log up to which the store has it.</summary>
    public Offset RestoredTo { get; set; } = Offset.Beginning;
}
