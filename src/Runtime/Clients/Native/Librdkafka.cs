using System.Reflection;
using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>
/// The entry points of librdkafka for the hot path: fetching batches, producing, delivery reports. All else goes through Confluent.Kafka,
/// on the same client handle.
/// </summary>
internal static unsafe partial class Librdkafka
{
    /// <summary>rd_kafka_resp_err_t.</summary>
    internal const int NoError = 0, QueueFull = -184;

    /// <summary>rd_kafka_event_type_t.</summary>
    internal const int DeliveryEvent = 0x1, ErrorEvent = 0x8;

    private const string Library = "librdkafka";

    static Librdkafka() => NativeLibrary.SetDllImportResolver(typeof(Librdkafka).Assembly, Resolve);

    /// <summary>
    /// Finds the file that Confluent.Kafka has loaded, so that both work on one copy: the names it tries, in its order.
    /// </summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        string[] files = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            ? ["alpine-librdkafka"]
            : ["librdkafka", "centos8-librdkafka"];
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out nint library))
            {
                return library;
            }
        }

        return 0;
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_version")]
    internal static partial int Version();

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_consumer")]
    internal static partial nint ConsumerQueue(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_main")]
    internal static partial nint MainQueue(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_destroy")]
    internal static partial void QueueDestroy(nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consume_batch_queue")]
    internal static partial nint ConsumeBatch(nint queue, int timeoutMs, NativeMessage** messages, nuint size);

    // Returns in nanoseconds, takes no lock and calls nothing back: worth to be called without leaving managed mode.
    [SuppressGCTransition]
    [LibraryImport(Library, EntryPoint = "rd_kafka_message_timestamp")]
    internal static partial long MessageTimestamp(NativeMessage* message, int* type);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_destroy")]
    internal static partial void MessageDestroy(NativeMessage* message);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_headers")]
    internal static partial int MessageHeaders(NativeMessage* message, nint* headers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_header_get_all")]
    internal static partial int HeaderAt(nint headers, nuint index, byte** name, byte** value, nuint* size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_headers_new")]
    internal static partial nint HeadersNew(nuint capacity);

    [LibraryImport(Library, EntryPoint = "rd_kafka_headers_destroy")]
    internal static partial void HeadersDestroy(nint headers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_header_add")]
    internal static partial int HeaderAdd(nint headers, byte* name, nint nameSize, byte* value, nint valueSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint TopicNew(nint client, string name, nint config);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_name")]
    internal static partial byte* TopicName(nint topic);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_destroy")]
    internal static partial void TopicDestroy(nint topic);

    [LibraryImport(Library, EntryPoint = "rd_kafka_produceva")]
    internal static partial nint Produce(nint client, ProduceArgument* arguments, nuint count);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_code")]
    internal static partial int ErrorCode(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_destroy")]
    internal static partial void ErrorDestroy(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_fatal_error")]
    internal static partial int FatalError(nint client, byte* text, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_flush")]
    internal static partial int Flush(nint client, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "rd_kafka_outq_len")]
    internal static partial int OutQueueLength(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_poll")]
    internal static partial nint QueuePoll(nint queue, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_type")]
    internal static partial int EventType(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_message_next")]
    internal static partial NativeMessage* EventMessageNext(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error")]
    internal static partial int EventError(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error_is_fatal")]
    internal static partial int EventErrorIsFatal(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error_string")]
    internal static partial byte* EventErrorString(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_destroy")]
    internal static partial void EventDestroy(nint @event);
}
