using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>A partition that is read into a store up to an end.</summary>
/// <param name="partition">The partition.</param>
/// <param name="start">Where reading begins: an offset, or <see cref="Offset.Beginning"/>.</param>
/// <param name="end">The offset behind the last record that is wanted.</param>
/// <param name="store">Where the records go.</param>
/// <param name="intake">Decides which of them do, where the partition is of a source topic; null: all, as the store itself has written them.</param>
internal sealed class RestoreTarget(TopicPartition partition, Offset start, long end, StateStore store, StoreIntake? intake = null)
{
    /// <summary>The partition.</summary>
    public TopicPartition Partition { get; } = partition;

    /// <summary>The offset behind the last record that is wanted.</summary>
    public long End { get; } = end;

    /// <summary>Where reading goes on.</summary>
    public Offset Next { get; private set; } = start;

    /// <summary>How many offsets are left, at most.</summary>
    public long Rest => Next.IsSpecial ? End : Math.Max(0, End - Next.Value);

    /// <summary>Whether all is read.</summary>
    public bool IsDone => !Next.IsSpecial && Next.Value >= End;

    /// <summary>Takes a record, unless it lies behind the end.</summary>
    /// <exception cref="StreamsException">It cannot be read, and the error handler does not leave it out.</exception>
    public void Take(in ConsumedMessage message, IStreamConsumer consumer)
    {
        if (message.Offset >= End)
        {
            Next = End;
            return;
        }

        var record = message.Raw;
        if (!record.Key.IsNull && intake?.Takes(in message, Partition, consumer) != false)
        {
            store.Restore(record.Key.Span, record.Value, record.Timestamp);
        }

        Next = message.Offset + 1;
    }

    /// <summary>
    /// Notes how far the client is. That can be further than the last record: transaction markers and compacted records have offsets,
    /// and are never seen.
    /// </summary>
    public void MoveTo(Offset position)
    {
        if (!position.IsSpecial && (Next.IsSpecial || position.Value > Next.Value))
        {
            Next = position;
        }
    }
}
