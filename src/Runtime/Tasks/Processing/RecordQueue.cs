using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>The records of one partition that were fetched and not yet processed, in offset order: a ring that is reused.</summary>
internal sealed class RecordQueue
{
    /// <summary>The timestamp of the head of an empty queue: later than every record.</summary>
    public const long NoHead = long.MaxValue;

    private ConsumedMessage[] _ring = new ConsumedMessage[64];
    private int _head;
    private string _committedMetadata = "";

    /// <summary>An empty queue.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="source">Index of its topic in the sub-topology's sources.</param>
    /// <param name="slot">The number that its messages carry.</param>
    public RecordQueue(TopicPartition partition, int source, int slot)
    {
        Partition = partition;
        Source = source;
        Slot = slot;
    }

    /// <summary>The partition.</summary>
    public TopicPartition Partition { get; }

    /// <summary>Index of its topic in the sub-topology's sources.</summary>
    public int Source { get; }

    /// <summary>The number that its messages carry.</summary>
    public int Slot { get; }

    /// <summary>How many records wait.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the keys and values that wait.</summary>
    public long Bytes { get; private set; }

    /// <summary>Timestamp of the next record, <see cref="NoHead"/> when there is none.</summary>
    public long HeadTimestamp { get; private set; } = NoHead;

    /// <summary>Whether the head has the time by which it is chosen, where that is not its topic's.</summary>
    public bool HeadIsTimed { get; private set; }

    /// <summary>The greatest time of a record that was taken, by this owner or by one before; negative when none was.</summary>
    public long PartitionTime { get; private set; } = -1;

    /// <summary>The next record. Only when <see cref="Count"/> is not 0.</summary>
    public ref readonly ConsumedMessage Head => ref _ring[_head];

    /// <summary>Whether fetching is paused.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Stands for the topic that the offsets are of; see <see cref="GenStreams.Tasks.TopicMark"/>.</summary>
    public long TopicMark { get; set; }

    /// <summary>Whether its topic has been deleted, and is waited for.</summary>
    public bool IsGone { get; set; }

    /// <summary>What a task does while this queue is empty, as far as it is known.</summary>
    public EmptyQueue WhenEmpty { get; set; }

    /// <summary>Timestamp of the clock until which the task waits for this caught-up, empty partition; 0: not waiting yet.</summary>
    public long IdleDeadline { get; set; }

    /// <summary>The offset behind the last record that was processed; negative when none was.</summary>
    public long ProcessedTo { get; private set; } = -1;

    /// <summary>The offset behind the last record taken in: lower ones are stale. Negative when none was.</summary>
    public long ExpectedOffset { get; private set; } = -1;

    /// <summary>The offset from which the group would go on: committed by this owner, or where it began; negative: not known.</summary>
    public long CommittedOffset { get; private set; } = -1;

    /// <summary>Whether records were processed since the last commit.</summary>
    public bool IsDirty => ProcessedTo > CommittedOffset;

    /// <summary>Where the next owner goes on, as far as it is committed.</summary>
    public CommittedOffset Start => new(Partition, CommittedOffset, _committedMetadata);

    /// <summary>Takes a fetched record in.</summary>
    /// <returns>False when the record was seen before or lies before the wanted start: the caller releases it.</returns>
    public bool TryEnqueue(in ConsumedMessage message)
    {
        if (message.Offset < ExpectedOffset)
        {
            return false;
        }

        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + Count) & (_ring.Length - 1)] = message;
        if (Count++ == 0)
        {
            HeadTimestamp = message.Timestamp;
        }

        Bytes += message.Size;
        ExpectedOffset = message.Offset + 1;
        return true;
    }

    /// <summary>Gives the head its time.</summary>
    public void TimeHead(long timestamp)
    {
        HeadTimestamp = timestamp;
        HeadIsTimed = true;
    }

    /// <summary>The head is taken now.</summary>
    public void TakeHead() => PartitionTime = Math.Max(PartitionTime, HeadTimestamp);

    /// <summary>The head was processed: gives it back and goes to the next one.</summary>
    public void Advance(IStreamConsumer consumer)
    {
        ref readonly var head = ref _ring[_head];
        ProcessedTo = head.Offset + 1;
        Bytes -= head.Size;
        consumer.Release(in head);
        _head = (_head + 1) & (_ring.Length - 1);
        HeadIsTimed = false;
        if (--Count > 0)
        {
            HeadTimestamp = _ring[_head].Timestamp;
        }
        else
        {
            HeadTimestamp = NoHead;
            WhenEmpty = EmptyQueue.Unknown;
            IdleDeadline = 0;
        }
    }

    /// <summary>
    /// The offset to commit: that of the next record that is not processed. With nothing waiting, the client's position, which has
    /// moved past transaction markers.
    /// </summary>
    public long NextOffset(IStreamConsumer consumer)
    {
        if (Count > 0)
        {
            return Head.Offset;
        }

        var position = consumer.Position(Partition);
        return position.IsSpecial ? ProcessedTo : Math.Max(ProcessedTo, position.Value);
    }

    /// <summary>An offset of the partition was committed, with what stands beside it.</summary>
    public void Committed(in CommittedOffset committed)
    {
        _committedMetadata = committed.Metadata;
        CommittedOffset = committed.Offset;
        ProcessedTo = Math.Max(ProcessedTo, committed.Offset);
    }

    /// <summary>Begins where an owner before has stopped; lower offsets that still come are stale.</summary>
    /// <param name="start">The offset of the first record to process, with the greatest time of the records before it.</param>
    public void StartAt(in CommittedOffset start)
    {
        PartitionTime = OffsetMetadata.Decode(start.Metadata);
        TopicMark = OffsetMetadata.DecodeMark(start.Metadata, start.Partition.Topic, start.Offset);
        _committedMetadata = start.Metadata;
        GoTo(start.Offset);
    }

    /// <summary>Goes on at another offset, since the next one is gone; lower ones that still come are stale.</summary>
    /// <param name="offset">The offset of the first record to process.</param>
    public void GoTo(long offset)
    {
        ExpectedOffset = offset;
        ProcessedTo = offset;
        CommittedOffset = offset;
    }

    /// <summary>Gives all records back that wait; they will be fetched again by whoever has the partition then.</summary>
    public void Clear(IStreamConsumer consumer)
    {
        for (; Count > 0; Count--)
        {
            consumer.Release(in _ring[_head]);
            _head = (_head + 1) & (_ring.Length - 1);
        }

        Bytes = 0;
        HeadIsTimed = false;
        HeadTimestamp = NoHead;
        WhenEmpty = EmptyQueue.Unknown;
        IdleDeadline = 0;
        ExpectedOffset = ProcessedTo;
    }

    private void Grow()
    {
        var larger = new ConsumedMessage[_ring.Length * 2];
        int first = Math.Min(Count, _ring.Length - _head);
        Array.Copy(_ring, _head, larger, 0, first);
        Array.Copy(_ring, 0, larger, first, Count - first);
        _ring = larger;
        _head = 0;
    }
}
