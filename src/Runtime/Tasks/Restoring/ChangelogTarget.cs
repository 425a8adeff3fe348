using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>A changelog that is read into a store: up to an end, or on and on.</summary>
internal sealed class ChangelogTarget(TopicPartition partition, TaskStore store)
{
    /// <summary>The end of a target that is followed as it grows.</summary>
    public const long NoEnd = long.MaxValue;

    /// <summary>The partition.</summary>
    public TopicPartition Partition { get; } = partition;

    /// <summary>Where the records go.</summary>
    public TaskStore Store { get; } = store;

    /// <summary>The offset behind the last record that is wanted.</summary>
    public long End { get; set; } = NoEnd;

    /// <summary>The offset behind the last record that is known to be there.</summary>
    public long KnownEnd { get; set; }

    /// <summary>How many offsets are left, at most.</summary>
    public long Rest => Math.Max(0, (End == NoEnd ? KnownEnd : End) - Math.Max(0, Store.Position));

    /// <summary>Whether all is read.</summary>
    public bool IsDone => Store.Position >= End;

    /// <summary>Takes a record, unless it lies behind the end.</summary>
    /// <exception cref="StreamsException">It cannot be read, and the error handler does not leave it out.</exception>
    public void Take(in ConsumedMessage message, IStreamConsumer consumer)
    {
        if (message.Offset >= End)
        {
            MoveTo(End);
            return;
        }

        if (message.Offset < Store.Position)
        {
            return;
        }

        var record = message.Raw;
        if (!record.Key.IsNull && Store.Intake?.Takes(in message, Partition, consumer) != false)
        {
            Store.Restore(record.Key.Span, record.Value, record.Timestamp);
        }

        Store.Position = message.Offset + 1;
    }

    /// <summary>
    /// Notes how far the client is. That can be further than the last record: transaction markers, aborted and compacted records have
    /// offsets, and are never seen.
    /// </summary>
    public void MoveTo(Offset position)
    {
        if (!position.IsSpecial && position.Value > Store.Position)
        {
            Store.Position = Math.Min(position.Value, End);
        }
    }
}
