using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// <c>max.task.idle.ms</c>: how long a task with records at hand waits for a partition without any. Never (-1); until it has
/// all that the broker is known to have (0); that, and then so long again (more).
/// </summary>
internal sealed class EmptyPartitionPolicy
{
    private readonly IStreamConsumer _consumer;
    private readonly TimeSpan _maxIdle;
    private readonly TimeProvider _time;

    /// <summary>A policy.</summary>
    /// <param name="consumer">Knows how far the partitions are fetched.</param>
    /// <param name="maxIdle">The setting; negative: never wait.</param>
    /// <param name="time">The clock.</param>
    public EmptyPartitionPolicy(IStreamConsumer consumer, TimeSpan maxIdle, TimeProvider time)
    {
        _consumer = consumer;
        _maxIdle = maxIdle;
        _time = time;
    }

    /// <summary>Decides on an empty partition.</summary>
    public EmptyQueue Decide(RecordQueue queue)
    {
        if (_maxIdle < TimeSpan.Zero)
        {
            return EmptyQueue.GoOn;
        }

        if (MayHaveMore(queue))
        {
            queue.IdleDeadline = 0;
            return EmptyQueue.Wait;
        }

        if (_maxIdle == TimeSpan.Zero)
        {
            return EmptyQueue.GoOn;
        }

        long now = _time.GetTimestamp();
        if (queue.IdleDeadline == 0)
        {
            queue.IdleDeadline = now + (long)(_maxIdle.TotalSeconds * _time.TimestampFrequency);
        }

        return now < queue.IdleDeadline ? EmptyQueue.Wait : EmptyQueue.GoOn;
    }

    /// <summary>Whether all that the broker is known to have of an empty partition has been taken.</summary>
    public bool IsAtEnd(RecordQueue queue) => !MayHaveMore(queue);

    private bool MayHaveMore(RecordQueue queue)
    {
        var end = _consumer.KnownEnd(queue.Partition);
        if (end.IsSpecial)
        {
            return true;
        }

        var position = _consumer.Position(queue.Partition);
        return end.Value > Math.Max(position.IsSpecial ? -1 : position.Value, queue.ExpectedOffset);
    }
}
