using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Native;

/// <summary>
/// Hands records straight to the client: no allocation. Delivery reports come back as events, served by the owner's thread.
/// </summary>
internal sealed unsafe class NativeProducer : KafkaProducer
{
    // What makes delivery reports arrive as events, instead of in Confluent.Kafka's callbacks, which drop those that nobody handles.
    private static readonly KeyValuePair<string, string>[] ReportsAsEvents =
    [
        new("enabled_events", "9"), // DeliveryEvent | ErrorEvent
        new("dotnet.producer.enable.delivery.reports", "false"),
        new("dotnet.producer.enable.background.poll", "false"),
    ];

    // Beyond the library's own timeout.
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<nint, NativeTopic> _topicsByHandle = [];
    private readonly CallThread _calls = new("offsets of a transaction");
    private readonly nint _queue;
    private readonly nint _client;
    private bool _isDisposed;

    public NativeProducer(IReadOnlyDictionary<string, string> config, ILogger logger, Func<UndeliveredRecord, bool>? onFailure)
        : base(new Dictionary<string, string>([.. config.Where(static property => !IsOurs(property.Key)), .. ReportsAsEvents]),
            logger, onFailure)
    {
        _client = NativeClient.Pointer(Client.Handle);
        _queue = Librdkafka.MainQueue(_client);
    }

    /// <inheritdoc/>
    protected override int Pending => Librdkafka.OutQueueLength(_client);

    /// <inheritdoc/>
    public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers)
    {
        ThrowIfFailed();
        if (Guard is { IsOn: true } guard && guard.TakesOver(this, topic, partition, key, value, timestamp, headers))
        {
            return;
        }

        var arguments = stackalloc ProduceArgument[8];
        fixed (byte* keyPointer = key.Span, valuePointer = value.Span)
        {
            arguments[0] = ProduceArgument.Topic(((NativeTopic)topic).Handle);
            arguments[1] = ProduceArgument.Partition(partition);
            arguments[2] = ProduceArgument.Key(Pointer(key, keyPointer), key.Span.Length);
            arguments[3] = ProduceArgument.Value(Pointer(value, valuePointer), value.Span.Length);
            arguments[4] = ProduceArgument.Timestamp(WireTimestamp(timestamp));
            arguments[5] = ProduceArgument.Copy();
            arguments[6] = ProduceArgument.Opaque(Source);
            nint nativeHeaders = headers is { Count: > 0 } ? Copy(headers) : 0;
            arguments[7] = ProduceArgument.Headers(nativeHeaders);
            nint error = Librdkafka.Produce(_client, arguments, nativeHeaders == 0 ? 7u : 8u);
            if (error != 0)
            {
                SendAgain(topic, partition, arguments, nativeHeaders, error);
            }
        }
    }

    /// <inheritdoc/>
    public override void SendOffsets(IReadOnlyList<CommittedOffset> offsets, IGroupMetadata group, TimeSpan timeout)
    {
        if (offsets.Count == 0)
        {
            group.Dispose();
            return;
        }

        int most = NativeTime.Milliseconds(timeout);
        nint list = (nint)NativePartitionList.Of(offsets).Pointer;

        // With a coordinator of the group that has left the cluster, the call waits for it without end (librdkafka #5511, in 2.16 too). Whoever waited for it goes on
        // then; what it was given is freed when it is over, and not before.
        nint SendOffsets()
        {
            using (group)
            {
                nint error = Librdkafka.SendOffsetsToTransaction(_client, (NativePartitions*)list, ((NativeGroupMetadata)group).Pointer, most);
                Librdkafka.PartitionsDestroy((NativePartitions*)list);
                return error;
            }
        }

        if (!_calls.TryCall(SendOffsets, timeout + AnswerWait, out nint error))
        {
            throw new KafkaException(new Error(
                ErrorCode.Local_TimedOut, $"The broker that keeps the offsets of the group has not taken them within {timeout.TotalSeconds:0.#} s; another client asks who keeps them now"));
        }

        NativeError.ThrowIfTransactionFailed(error);
    }

    /// <inheritdoc/>
    protected override KafkaOutputTopic CreateTopic(string name)
    {
        var topic = new NativeTopic(name, Client, Librdkafka.TopicNew(_client, name, 0));
        _topicsByHandle.Add(topic.Handle, topic);
        return topic;
    }

    /// <inheritdoc/>
    protected override void ServeReports(TimeSpan timeout)
    {
        nint report = Librdkafka.QueuePoll(_queue, (int)timeout.TotalMilliseconds);
        while (report != 0)
        {
            Serve(report);
            Librdkafka.EventDestroy(report);
            report = Librdkafka.QueuePoll(_queue, 0);
        }
    }

    /// <inheritdoc/>
    protected override void AwaitAcknowledgements(TimeSpan atMost)
    {
        // Flushing makes the client send what lingers, at once. It waits too, but for reports that only this thread can take.
        _ = Librdkafka.Flush(_client, 1);
        ServeReports(atMost < LongestWait ? atMost : LongestWait);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _calls.End(Release);
        }
    }

    private void Release()
    {
        foreach (nint handle in _topicsByHandle.Keys)
        {
            Librdkafka.TopicDestroy(handle);
        }

        Librdkafka.QueueDestroy(_queue);
        _topicsByHandle.Clear();
        Client.Dispose();
    }

    private static bool IsOurs(string property)
    {
        foreach (var own in ReportsAsEvents)
        {
            if (own.Key == property)
            {
                return true;
            }
        }

        return false;
    }

    // The library tells null from empty by the pointer, which for an empty span can be null too.
    private static byte* Pointer(Bytes bytes, byte* pinned)
    {
        if (bytes.IsNull)
        {
            return null;
        }

        return pinned is null ? (byte*)1 : pinned;
    }

    private static nint Copy(RecordHeaders headers)
    {
        nint native = Librdkafka.HeadersNew((nuint)headers.Count);
        foreach (var header in headers)
        {
            // Value lengths of -1 mean "up to the zero byte"; null is a null pointer.
            fixed (byte* name = header.Name, value = header.Value)
            {
                byte* valueOrNull = header.ValueIsNull ? null : value is null ? (byte*)1 : value;
                _ = Librdkafka.HeaderAdd(native, name, header.Name.Length, valueOrNull, header.Value.Length);
            }
        }

        return native;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SendAgain(OutputTopic topic, int partition, ProduceArgument* arguments, nint headers, nint error)
    {
        long since = 0;
        bool isSent = false;
        try
        {
            do
            {
                int code = Librdkafka.ErrorCode(error);
                Librdkafka.ErrorDestroy(error);
                if (code != Librdkafka.QueueFull)
                {
                    OnUndelivered(new UndeliveredRecord(topic, partition, ErrorOf(code), Source));
                    break;
                }

                if (!AwaitRoom(topic, partition, ref since))
                {
                    break;
                }

                error = Librdkafka.Produce(_client, arguments, headers == 0 ? 7u : 8u);
                isSent = error == 0;
            }
            while (!isSent);
        }
        finally
        {
            if (!isSent && headers != 0)
            {
                Librdkafka.HeadersDestroy(headers);
            }
        }

        ThrowIfFailed();
    }

    private Error ErrorOf(int code) => code == (int)ErrorCode.Local_Fatal
        ? NativeError.Fatal(_client, ErrorCode.Local_Fatal.GetReason())
        : new Error((ErrorCode)code);

    private void Serve(nint report)
    {
        switch (Librdkafka.EventType(report))
        {
            // One report is of many records; when the report has no error, none of them has.
            case Librdkafka.DeliveryEvent when Acknowledged is not null || Librdkafka.EventError(report) != Librdkafka.NoError:
                NativeMessage* message;
                while ((message = Librdkafka.EventMessageNext(report)) is not null)
                {
                    if (message->Error != Librdkafka.NoError)
                    {
                        OnUndelivered(new UndeliveredRecord(
                            _topicsByHandle[message->Topic], message->Partition, ErrorOf(message->Error), message->Private));
                    }
                    else
                    {
                        Acknowledged?.Invoke(_topicsByHandle[message->Topic], message->Partition, message->Offset);
                    }
                }

                break;

            case Librdkafka.ErrorEvent:
                OnClientError(new Error(
                    (ErrorCode)Librdkafka.EventError(report),
                    Marshal.PtrToStringUTF8((nint)Librdkafka.EventErrorString(report)),
                    Librdkafka.EventErrorIsFatal(report) != 0));
                break;
        }
    }

    private sealed class NativeTopic(string name, IClient client, nint handle) : KafkaOutputTopic(name, client)
    {
        public nint Handle { get; } = handle;
    }
}
