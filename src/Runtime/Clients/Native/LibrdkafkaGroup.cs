using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>The entry points of librdkafka for a client of our own that is a group member, and for offsets in transactions.</summary>
internal static unsafe partial class Librdkafka
{
    /// <summary>rd_kafka_event_type_t.</summary>
    internal const int LogEvent = 0x4, RebalanceEvent = 0x10, StatisticsEvent = 0x40;

    /// <summary>RD_KAFKA_CONSUMER of rd_kafka_type_t.</summary>
    internal const int ConsumerType = 1;

    /// <summary>RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE: the group is left before, or not at all.</summary>
    internal const int DestroyWithoutClosing = 0x8;

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    internal static partial nint ConfigNew();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_destroy")]
    internal static partial void ConfigDestroy(nint config);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ConfigSet(nint config, string name, string value, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set_events")]
    internal static partial void ConfigSetEvents(nint config, int events);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    internal static partial nint New(int type, nint config, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy_flags")]
    internal static partial void Destroy(nint client, int flags);

    [LibraryImport(Library, EntryPoint = "rd_kafka_name")]
    internal static partial byte* Name(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_set_log_queue")]
    internal static partial int SetLogQueue(NativeHandle client, nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_poll_set_consumer")]
    internal static partial int PollSetConsumer(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_new")]
    internal static partial nint QueueNew(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_get_consumer")]
    internal static partial nint ConsumerQueue(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_subscribe")]
    internal static partial int Subscribe(NativeHandle client, NativePartitions* topics);

    [LibraryImport(Library, EntryPoint = "rd_kafka_unsubscribe")]
    internal static partial int Unsubscribe(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint TopicNew(NativeHandle client, string name, nint config);

    [LibraryImport(Library, EntryPoint = "rd_kafka_metadata")]
    internal static partial int Metadata(NativeHandle client, int allTopics, nint topic, out nint metadata, int timeout);

    [LibraryImport(Library, EntryPoint = "rd_kafka_metadata_destroy")]
    internal static partial void MetadataDestroy(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_incremental_assign")]
    internal static partial nint IncrementalAssign(NativeHandle client, NativePartitions* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_incremental_unassign")]
    internal static partial nint IncrementalUnassign(NativeHandle client, NativePartitions* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_pause_partitions")]
    internal static partial int PausePartitions(NativeHandle client, NativePartitions* partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_assignment_lost")]
    internal static partial int AssignmentLost(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_memberid")]
    internal static partial byte* MemberId(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata")]
    internal static partial nint GroupMetadata(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_member_id")]
    internal static partial byte* GroupMetadataMemberId(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_generation_id")]
    internal static partial int GroupMetadataGeneration(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_group_metadata_destroy")]
    internal static partial void GroupMetadataDestroy(nint metadata);

    [LibraryImport(Library, EntryPoint = "rd_kafka_commit_queue")]
    internal static partial int CommitQueue(NativeHandle client, NativePartitions* offsets, nint queue, nint callback, nint opaque);

    [LibraryImport(Library, EntryPoint = "rd_kafka_committed")]
    internal static partial int Committed(NativeHandle client, NativePartitions* partitions, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_close_queue")]
    internal static partial nint CloseQueue(NativeHandle client, nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_closed")]
    internal static partial int IsClosed(NativeHandle client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_send_offsets_to_transaction")]
    internal static partial nint SendOffsetsToTransaction(nint client, NativePartitions* offsets, nint metadata, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_new")]
    internal static partial NativePartitions* PartitionsNew(int capacity);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativePartition* PartitionsAdd(NativePartitions* list, string topic, int partition);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    internal static partial void PartitionsDestroy(NativePartitions* list);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_topic_partition_list")]
    internal static partial NativePartitions* EventPartitions(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_log")]
    internal static partial int EventLog(nint @event, byte** facility, byte** text, int* level);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_stats")]
    internal static partial byte* EventStatistics(nint @event);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_string")]
    internal static partial byte* ErrorString(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_is_fatal")]
    internal static partial int ErrorIsFatal(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_is_retriable")]
    internal static partial int ErrorIsRetriable(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_error_txn_requires_abort")]
    internal static partial int ErrorRequiresAbort(nint error);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mem_malloc")]
    internal static partial byte* Allocate(nint client, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mem_free")]
    internal static partial void Free(nint client, void* pointer);
}
