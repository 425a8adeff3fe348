using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// Reads changelogs into stores with a consumer of its own, which exists only while it is needed.
/// </summary>
internal sealed class ChangelogReader(Func<IStreamConsumer> create) : IDisposable
{
    private readonly List<ChangelogTarget> _targets = [];
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
    private readonly List<PartitionFault> _faults = [];
    private IStreamConsumer? _consumer;
    private ChangelogTarget?[] _targetOfSlot = [];

    /// <summary>Whether there is something to read.</summary>
    public bool IsBusy => _targets.Count > 0;

    /// <summary>How many records are left, at most.</summary>
    public long Lag
    {
        get
        {
            long lag = 0;
            foreach (var target in _targets)
            {
                lag += target.Rest;
            }

            return lag;
        }
    }

    /// <summary>Reads this too, from where its store stands.</summary>
    public void Add(ChangelogTarget target)
    {
        var consumer = _consumer ??= create();
        consumer.Add([new TopicPartitionOffset(target.Partition, target.Store.Position)]);
        _targets.Add(target);
        int slot = consumer.Slot(target.Partition);
        if (slot >= _targetOfSlot.Length)
        {
            Array.Resize(ref _targetOfSlot, Math.Max(slot + 1, _targetOfSlot.Length * 2));
        }

        _targetOfSlot[slot] = target;
    }

    /// <summary>Reads this no longer.</summary>
    public void Remove(ChangelogTarget target)
    {
        if (_targets.Remove(target))
        {
            _targetOfSlot[_consumer!.Slot(target.Partition)] = null;
            _consumer.Remove([target.Partition]);
        }
    }

    /// <summary>Reads a batch.</summary>
    /// <param name="wait">How long to wait for the first record.</param>
    /// <returns>How many records were read.</returns>
    /// <exception cref="InvalidOperationException">A store does not take a record: its changelog is not its own.</exception>
    public int Read(TimeSpan wait)
    {
        if (_consumer is null || _targets.Count == 0)
        {
            return 0;
        }

        int count = _consumer.Poll(_batch, wait);
        try
        {
            foreach (ref readonly var message in _batch.AsSpan(0, count))
            {
                _targetOfSlot[message.Slot]?.Take(in message, _consumer);
            }
        }
        finally
        {
            foreach (ref readonly var message in _batch.AsSpan(0, count))
            {
                _consumer.Release(in message);
            }
        }

        foreach (var target in _targets)
        {
            target.MoveTo(_consumer.Position(target.Partition));
        }

        return count;
    }

    /// <summary>What is wrong with changelogs and does not pass by itself.</summary>
    public IReadOnlyList<PartitionFault> TakeFaults()
    {
        _faults.Clear();
        while (_consumer is not null && _consumer.TryTakeFault(out var fault))
        {
            _faults.Add(fault);
        }

        return _faults;
    }

    /// <summary>Closes the consumer when nothing is read: its threads and buffers are not needed until the next rebalance.</summary>
    public void CloseIfIdle()
    {
        if (_targets.Count == 0 && _consumer is not null)
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _targets.Clear();
        Close();
    }

    private void Close()
    {
        _consumer?.Dispose();
        _consumer = null;
        Array.Clear(_targetOfSlot);
    }
}
