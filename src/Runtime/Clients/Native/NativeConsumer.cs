using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Native;

/// <summary>Takes batches of messages straight from the client's queue: no copy, no allocation.</summary>
internal sealed unsafe class NativeConsumer : KafkaConsumer
{
    // How many messages one native call hands over. More saves nothing, and holds fetched memory longer.
    private const int BatchSize = 1024;

    private readonly Dictionary<(nint Topic, int Partition), int> _slots = [];

    // One reference to each topic seen, so that its address stays its own while this consumer lives.
    private readonly Dictionary<nint, string> _topics = [];
    private readonly NativeMessage** _batch;
    private nint _client;
    private nint _queue;
    private nint _lastTopic;
    private int _lastPartition;
    private int _lastSlot;

    public NativeConsumer(IReadOnlyDictionary<string, string> config, ILogger logger)
        : base(config, logger)
    {
        _batch = (NativeMessage**)NativeMemory.Alloc(BatchSize, (nuint)sizeof(NativeMessage*));
        _client = NativeClient.Pointer(Client.Handle);
        _queue = Librdkafka.ConsumerQueue(_client);
    }

    /// <inheritdoc/>
    public override void Release(in ConsumedMessage message) => Librdkafka.MessageDestroy((NativeMessage*)message.Owner);

    /// <inheritdoc/>
    public override void ReadHeaders(in ConsumedMessage message, RecordHeaders headers)
    {
        headers.Clear();
        nint native;
        if (Librdkafka.MessageHeaders((NativeMessage*)message.Owner, &native) != Librdkafka.NoError)
        {
            return;
        }

        byte* name;
        byte* value;
        nuint size;
        for (nuint i = 0; Librdkafka.HeaderAt(native, i, &name, &value, &size) == Librdkafka.NoError; i++)
        {
            headers.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name), new ReadOnlySpan<byte>(value, (int)size), value is null);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The native call waits until its batch is full or the time is over. So: what is there, without waiting; if that is nothing, wait for
    /// one message, then take what came with it.
    /// </remarks>
    protected override int Fetch(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_queue == 0, this);
        int count = TakeBatch(into, 0);
        if (count > 0 || timeout <= TimeSpan.Zero)
        {
            return count;
        }

        count = TakeBatch(into[..1], (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue));
        if (count == 0 || into.Length == 1)
        {
            return count;
        }

        return count + TakeBatch(into[1..], 0, into[..1]);
    }

    /// <inheritdoc/>
    protected override void Closing()
    {
        if (_queue == 0)
        {
            return;
        }

        foreach (nint topic in _topics.Keys)
        {
            Librdkafka.TopicDestroy(topic);
        }

        Librdkafka.QueueDestroy(_queue);
        NativeMemory.Free(_batch);
        _topics.Clear();
        _slots.Clear();
        _queue = 0;
        _client = 0;
    }

    private int TakeBatch(Span<ConsumedMessage> into, int timeoutMs, Span<ConsumedMessage> before = default)
    {
        int fetched = (int)Librdkafka.ConsumeBatch(_queue, timeoutMs, _batch, (nuint)Math.Min(into.Length, BatchSize));
        int count = 0;
        for (int i = 0; i < fetched; i++)
        {
            var message = _batch[i];
            if (message->Error == (int)ErrorCode.Local_PartitionEOF)
            {
                Assignment.SetEndSeen(SlotOf(message->Topic, message->Partition), message->Offset);
                Librdkafka.MessageDestroy(message);
                continue;
            }

            if (message->Error != Librdkafka.NoError)
            {
                TakeError(i, fetched, into[..count], before);
                continue;
            }

            // Looked up after the native call, in which the group may have taken the partition away.
            int slot = SlotOf(message->Topic, message->Partition);
            if (Assignment.Has(slot))
            {
                into[count++] = Wrap(message, slot);
            }
            else
            {
                Librdkafka.MessageDestroy(message);
            }
        }

        return count;
    }

    private static ConsumedMessage Wrap(NativeMessage* message, int slot)
    {
        int timestampType;
        long timestamp = Librdkafka.MessageTimestamp(message, &timestampType);
        return new ConsumedMessage(
            (nint)message,
            slot,
            message->Offset,
            timestampType == (int)TimestampType.NotAvailable ? -1 : timestamp,
            message->Key,
            (int)message->KeyLength,
            message->Value,
            (int)message->ValueLength);
    }

    private int SlotOf(nint topic, int partition)
    {
        if (topic == _lastTopic && partition == _lastPartition)
        {
            return _lastSlot;
        }

        if (!_slots.TryGetValue((topic, partition), out int slot))
        {
            slot = Assignment.Slot(new TopicPartition(NameOf(topic), partition));
            _slots.Add((topic, partition), slot);
        }

        _lastTopic = topic;
        _lastPartition = partition;
        _lastSlot = slot;
        return slot;
    }

    private string NameOf(nint topic)
    {
        if (!_topics.TryGetValue(topic, out string? name))
        {
            name = Marshal.PtrToStringUTF8((nint)Librdkafka.TopicName(topic))!;
            nint own = Librdkafka.TopicNew(_client, name, 0);
            if (own != topic)
            {
                Librdkafka.TopicDestroy(own);
                throw new InvalidOperationException($"librdkafka has two handles for the topic {name}");
            }

            _topics.Add(topic, name);
        }

        return name;
    }

    // Nothing that was fetched in this call is handed out when an error ends it, so all of it is released.
    private void TakeError(int index, int fetched, Span<ConsumedMessage> taken, Span<ConsumedMessage> before)
    {
        var message = _batch[index];
        try
        {
            OnError(PlaceOf(message), ErrorOf(message));
        }
        catch
        {
            for (int rest = index + 1; rest < fetched; rest++)
            {
                Librdkafka.MessageDestroy(_batch[rest]);
            }

            ReleaseAll(taken);
            ReleaseAll(before);
            throw;
        }
        finally
        {
            Librdkafka.MessageDestroy(message);
        }
    }

    private TopicPartitionOffset PlaceOf(NativeMessage* message) => new(
        message->Topic == 0 ? "(no topic)" : Marshal.PtrToStringUTF8((nint)Librdkafka.TopicName(message->Topic)),
        message->Partition,
        message->Offset);

    private Error ErrorOf(NativeMessage* message)
    {
        var code = (ErrorCode)message->Error;
        string? reason = message->Value is null ? null : Marshal.PtrToStringUTF8((nint)message->Value);
        if (code != ErrorCode.Local_Fatal)
        {
            return new Error(code, reason ?? code.GetReason());
        }

        return NativeError.Fatal(_client, reason ?? code.GetReason());
    }
}
