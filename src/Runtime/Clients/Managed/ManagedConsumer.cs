using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Managed;

/// <summary>
/// Takes messages one by one through Confluent.Kafka's public interface, for platforms without the native entry points. Copies each into a
/// block of its own.
/// </summary>
internal sealed unsafe class ManagedConsumer(IReadOnlyDictionary<string, string> config, ILogger logger)
    : KafkaConsumer(config, logger, reportsErrors: true)
{
    // Of messages that have any, by their block.
    private readonly Dictionary<nint, Headers> _headers = [];

    /// <inheritdoc/>
    public override void Release(in ConsumedMessage message)
    {
        _headers.Remove(message.Owner);
        NativeMemory.Free((void*)message.Owner);
    }

    /// <inheritdoc/>
    public override void ReadHeaders(in ConsumedMessage message, RecordHeaders headers)
    {
        headers.Clear();
        if (!_headers.TryGetValue(message.Owner, out var kept))
        {
            return;
        }

        foreach (var header in kept)
        {
            byte[]? value = header.GetValueBytes();
            headers.Add(System.Text.Encoding.UTF8.GetBytes(header.Key), value, value is null);
        }
    }

    /// <inheritdoc/>
    protected override int Fetch(Span<ConsumedMessage> into, TimeSpan timeout)
    {
        int generation = Assignment.Generation;
        int count = 0;
        try
        {
            bool mayBeMore = true;
            while (mayBeMore && count < into.Length)
            {
                int before = count;
                mayBeMore = TryTake(into, ref count, count == 0 ? timeout : TimeSpan.Zero);
                if (Assignment.Generation != generation)
                {
                    return DropStale(into[..count], suspects: before, generation);
                }
            }

            return count;
        }
        catch
        {
            ReleaseAll(into[..count]);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Closing() => _headers.Clear();

    private bool TryTake(Span<ConsumedMessage> into, ref int count, TimeSpan timeout)
    {
        try
        {
            var result = Client.Consume(timeout);
            if (result is null)
            {
                return false;
            }

            int slot = Assignment.Slot(result.TopicPartition);
            if (result.IsPartitionEOF)
            {
                Assignment.SetEndSeen(slot, result.Offset);
                return false;
            }

            if (Assignment.Has(slot))
            {
                into[count++] = Copy(result, slot);
            }

            return true;
        }
        catch (ConsumeException e)
        {
            OnError(e.ConsumerRecord.TopicPartitionOffset, e.Error);
            return false;
        }
    }

    private ConsumedMessage Copy(ConsumeResult<byte[]?, byte[]?> result, int slot)
    {
        byte[]? key = result.Message.Key;
        byte[]? value = result.Message.Value;
        int keyLength = key?.Length ?? 0;
        int valueLength = value?.Length ?? 0;

        // One byte at least, so that each message has an address of its own.
        byte* block = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, keyLength + valueLength));
        key.CopyTo(new Span<byte>(block, keyLength));
        value.CopyTo(new Span<byte>(block + keyLength, valueLength));
        if (result.Message.Headers is { Count: > 0 } headers)
        {
            _headers.Add((nint)block, headers);
        }

        return new ConsumedMessage(
            (nint)block,
            slot,
            result.Offset,
            result.Message.Timestamp.Type == TimestampType.NotAvailable ? -1 : result.Message.Timestamp.UnixTimestampMs,
            key is null ? null : block,
            keyLength,
            value is null ? null : block + keyLength,
            valueLength);
    }
}
