using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>A consumer on Confluent.Kafka's client; how messages are fetched is left to the derived classes.</summary>
internal abstract class KafkaConsumer : IStreamConsumer
{
    private readonly PartitionFaults _faults = new();

    /// <summary>Makes the client and connects it to <see cref="Assignment"/>.</summary>
    protected KafkaConsumer(IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        var log = new LimitedLog(logger);
        Log = log;
        Client = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, line) => log.Line(line))
            .SetErrorHandler((client, error) => log.Error(client.Name, error))
            .Build();
    }

    /// <summary>Confluent.Kafka's client.</summary>
    protected IConsumer<byte[]?, byte[]?> Client { get; }

    /// <summary>The partitions of this consumer.</summary>
    protected ConsumerAssignment Assignment { get; } = new();

    /// <summary>What the client says.</summary>
    protected LimitedLog Log { get; }

    /// <inheritdoc/>
    public void Add(IReadOnlyList<TopicPartitionOffset> partitions)
    {
        Client.IncrementalAssign(partitions);
        Assignment.Add(partitions);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The client itself drops what it has in its queue of a partition that is unassigned, by the version of the partition. That it is paused it would remember.
    /// </remarks>
    public void Remove(IReadOnlyCollection<TopicPartition> partitions)
    {
        Client.Resume(partitions);
        Client.IncrementalUnassign(partitions);
        Assignment.Remove(partitions);
        _faults.Forget(partitions);
    }

    /// <inheritdoc/>
    public bool TryTakeFault(out PartitionFault fault) => _faults.TryTake(out fault);

    /// <inheritdoc/>
    public int Poll(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfZero(into.Length, nameof(into));
        return Fetch(into, timeout);
    }

    /// <inheritdoc/>
    public abstract void Release(in ConsumedMessage message);

    /// <inheritdoc/>
    public abstract void ReadHeaders(in ConsumedMessage message, RecordHeaders headers);

    /// <inheritdoc/>
    public int Slot(TopicPartition partition) => Assignment.Slot(partition);

    /// <inheritdoc/>
    public TopicPartition PartitionOf(int slot) => Assignment.PartitionOf(slot);

    /// <inheritdoc/>
    public void Pause(TopicPartition partition) => Client.Pause([partition]);

    /// <inheritdoc/>
    public void Resume(TopicPartition partition) => Client.Resume([partition]);

    /// <inheritdoc/>
    public void Seek(TopicPartitionOffset position)
    {
        Assignment.SetEndSeen(Slot(position.TopicPartition), Offset.Unset);
        Client.Seek(position);
    }

    /// <inheritdoc/>
    public WatermarkOffsets QueryWatermarkOffsets(TopicPartition partition, TimeSpan timeout) =>
        Client.QueryWatermarkOffsets(partition, timeout);

    /// <inheritdoc/>
    public Offset KnownEnd(TopicPartition partition)
    {
        try
        {
            return Client.GetWatermarkOffsets(partition).High;
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_UnknownPartition)
        {
            return Offset.Unset;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The client's own position is behind the last record that it gave: it knows nothing of transaction markers and aborted records,
    /// which the end of a partition lies behind.
    /// </remarks>
    public Offset Position(TopicPartition partition)
    {
        var position = Client.Position(partition);
        var end = Assignment.EndSeen(Slot(partition));
        return end.Value > position.Value ? end : position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Closing();
        Client.Dispose();
    }

    /// <summary>Fetches messages of partitions that the consumer has, as <see cref="Poll"/> describes it.</summary>
    protected abstract int Fetch(Span<ConsumedMessage> into, TimeSpan timeout);

    /// <summary>Frees what belongs to the client, before it is closed.</summary>
    protected abstract void Closing();

    /// <summary>Releases messages that nobody will see.</summary>
    protected void ReleaseAll(ReadOnlySpan<ConsumedMessage> messages)
    {
        foreach (ref readonly var message in messages)
        {
            Release(message);
        }
    }

    /// <summary>
    /// Notes an error that came in place of a message: fatal ones are thrown, those that pass by themselves logged, the rest are faults of
    /// their partition.
    /// </summary>
    protected void OnError(TopicPartitionOffset at, Error error)
    {
        if (error.IsFatal)
        {
            throw new KafkaException(new Error(error.Code, $"Consumer {Client.Name} cannot go on: {error.Reason}", isFatal: true));
        }

        // What is of no partition is of the group that the client believes to be in.
        if (ConsumerErrors.PassesByItself(error.Code) || !Assignment.Has(Slot(at.TopicPartition)))
        {
            Log.Error(Client.Name, at, error);
            return;
        }

        _faults.Add(at.TopicPartition, new Error(
            error.Code,
            $"Consumer {Client.Name} cannot go on reading {at.Topic} [{at.Partition.Value}] at offset {at.Offset}: {error.Reason}"));
    }
}
