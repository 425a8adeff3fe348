using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;

namespace GenStreams.Tasks;

/// <summary>A store of a task, and the log that it is restored from.</summary>
internal sealed class TaskStore(StateStore store, int number, TopicPartition? changelog, ChangelogWriter? writer, StateJournal? journal)
{
    /// <summary>The store.</summary>
    public StateStore Store { get; } = store;

    /// <summary>Where its changes are; null when they are not logged.</summary>
    public TopicPartition? Changelog { get; } = changelog;

    /// <summary>Writes its changes; null when it has no changelog of its own.</summary>
    public ChangelogWriter? Writer { get; } = writer;

    /// <summary>Whether the log is a topic that the task reads: then it counts only up to the committed offset.</summary>
    public bool ChangelogIsSource => Changelog is not null && Writer is null;

    /// <summary>Takes a record of the log in.</summary>
    public void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        Store.Restore(key, value, timestamp);
        journal?.Append(number, key, value, timestamp, default);
    }

    /// <summary>The offset of the log up to which the store has it; -1: nothing of it.</summary>
    public long Position { get; set; } = -1;
}
