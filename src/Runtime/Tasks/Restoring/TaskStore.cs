using Confluent.Kafka;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>A store of a task, and the log that it is restored from.</summary>
internal sealed class TaskStore(StateStore store, TopicPartition? changelog, bool changelogIsSource)
{
    /// <summary>The store.</summary>
    public StateStore Store { get; } = store;

    /// <summary>Where its changes are; null when they are not logged.</summary>
    public TopicPartition? Changelog { get; } = changelog;

    /// <summary>Whether the log is a topic that the task reads: then it counts only up to the committed offset.</summary>
    public bool ChangelogIsSource { get; } = changelogIsSource;

    /// <summary>The offset of the log up to which the store has it.</summary>
    public Offset RestoredTo { get; set; } = Offset.Beginning;
}
