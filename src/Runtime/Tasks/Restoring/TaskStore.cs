using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;

namespace GenStreams.Tasks;

/// <summary>A store of a task, and the log that it is restored from.</summary>
/// <param name="store">The store.</param>
/// <param name="number">Its number in the task.</param>
/// <param name="changelog">Where its changes are; null when they are not logged.</param>
/// <param name="writer">Writes its changes; null when it has no changelog of its own.</param>
/// <param name="journal">Makes it outlive the process; null: nothing does.</param>
/// <param name="intake">Decides which records of the changelog go into the store; null: all.</param>
internal sealed class TaskStore(
    StateStore store, int number, TopicPartition? changelog, ChangelogWriter? writer, StateJournal? journal, StoreIntake? intake)
{
    /// <summary>The store.</summary>
    public StateStore Store { get; } = store;

    /// <summary>Where its changes are; null when they are not logged.</summary>
    public TopicPartition? Changelog { get; } = changelog;

    /// <summary>Writes its changes; null when it has no changelog of its own.</summary>
    public ChangelogWriter? Writer { get; } = writer;

    /// <summary>Decides which records of a source topic that serves as changelog go into the store; null: all, as of a changelog of its own.</summary>
    public StoreIntake? Intake { get; } = intake;

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
