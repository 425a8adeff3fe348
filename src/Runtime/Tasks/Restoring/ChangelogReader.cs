using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// Reads partitions into stores, each up to its end, with a consumer of its own that exists only while it is needed. It is also asked for
/// ends: a broker answers a connection in order, so on that of a consumer that waits for records an answer waits with them.
/// </summary>
internal sealed class ChangelogReader : IDisposable
{
    private readonly Func<IStreamConsumer> _create;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _requestTimeout;
    private readonly TimeProvider _time;
    private readonly List<RestoreTarget> _targets = [];
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
    private IStreamConsumer? _consumer;
    private RestoreTarget?[] _targetOfSlot = [];
    private bool _targetsChanged;
    private long _lastProgress;

    /// <summary>A reader.</summary>
    /// <param name="create">Makes the consumer.</param>
    /// <param name="timeout">How long it may go without progress.</param>
    /// <param name="requestTimeout">How long one question may take.</param>
    /// <param name="time">The clock.</param>
    public ChangelogReader(Func<IStreamConsumer> create, TimeSpan timeout, TimeSpan requestTimeout, TimeProvider time)
    {
        _create = create;
        _timeout = timeout;
        _requestTimeout = requestTimeout;
        _time = time;
    }

    /// <summary>Whether there is something to read.</summary>
    public bool IsBusy => _targets.Count > 0;

    /// <summary>How many records are left, at most.</summary>
    public long Lag => _targets.Sum(t => t.Rest);

    /// <summary>Asks the broker for the ends of a partition.</summary>
    public WatermarkOffsets Ends(TopicPartition partition) => Consumer.QueryWatermarkOffsets(partition, _requestTimeout);

    /// <summary>Reads this too.</summary>
    public void Add(RestoreTarget target)
    {
        _targets.Add(target);
        _targetsChanged = true;
    }

    /// <summary>Reads this no longer.</summary>
    public void Remove(RestoreTarget target) => _targetsChanged |= _targets.Remove(target);

    /// <summary>Reads a batch.</summary>
    /// <param name="wait">How long to wait for the first record.</param>
    /// <returns>How many records were read.</returns>
    /// <exception cref="StreamsException">There was no progress for too long.</exception>
    public int Read(TimeSpan wait)
    {
        if (_targetsChanged)
        {
            AssignTargets();
        }

        if (_targets.Count == 0)
        {
            return 0;
        }

        int count = _consumer!.Poll(_batch, wait);
        foreach (ref readonly var message in _batch.AsSpan(0, count))
        {
            _targetOfSlot[message.Slot]?.Take(in message, _consumer);
            _consumer.Release(in message);
        }

        bool progress = count > 0;
        foreach (var target in _targets)
        {
            long rest = target.Rest;
            target.MoveTo(_consumer.Position(target.Partition));
            progress |= target.Rest < rest;
        }

        CheckProgress(progress);
        EndDone();
        return count;
    }

    /// <summary>Closes the consumer when nothing is read: its threads and buffers are not needed until the next rebalance.</summary>
    public void CloseIfIdle()
    {
        if (!IsBusy)
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _targets.Clear();
    }

    private IStreamConsumer Consumer => _consumer ??= _create();

    // Partitions that are done are only paused: a new assignment would throw away what is fetched ahead of the others.
    private void EndDone()
    {
        for (int i = _targets.Count - 1; i >= 0; i--)
        {
            var target = _targets[i];
            if (target.IsDone)
            {
                _targets.RemoveAt(i);
                _targetOfSlot[_consumer!.Slot(target.Partition)] = null;
                _consumer.Pause(target.Partition);
            }
        }

        CloseIfIdle();
    }

    private void Close()
    {
        _consumer?.Dispose();
        _consumer = null;
    }

    private void AssignTargets()
    {
        _targetsChanged = false;
        if (_targets.Count == 0)
        {
            Close();
            return;
        }

        Consumer.Assign([.. _targets.Select(t => new TopicPartitionOffset(t.Partition, t.Next))]);
        Array.Clear(_targetOfSlot);
        foreach (var target in _targets)
        {
            int slot = Consumer.Slot(target.Partition);
            if (slot >= _targetOfSlot.Length)
            {
                Array.Resize(ref _targetOfSlot, Math.Max(slot + 1, _targetOfSlot.Length * 2));
            }

            _targetOfSlot[slot] = target;
        }

        _lastProgress = _time.GetTimestamp();
    }

    private void CheckProgress(bool progress)
    {
        if (progress)
        {
            _lastProgress = _time.GetTimestamp();
        }
        else if (_time.GetElapsedTime(_lastProgress) > _timeout)
        {
            var target = _targets[0];
            throw new StreamsException(
                $"Restoring from '{target.Partition.Topic}', partition {target.Partition.Partition.Value}, has made no progress for {_timeout}: it is at " +
                $"offset {target.Next} and must reach {target.End}. Are the brokers that have the partition up, and may this application read it?");
        }
    }
}
