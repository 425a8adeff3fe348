using System.Text;
using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>A list of partitions in librdkafka's memory, freed when it is disposed.</summary>
internal readonly unsafe ref struct NativePartitionList
{
    private const int AnyPartition = -1;

    private NativePartitionList(int capacity) => Pointer = Librdkafka.PartitionsNew(capacity);

    /// <summary>rd_kafka_topic_partition_list_t*.</summary>
    public NativePartitions* Pointer { get; }

    /// <summary>Topics, as subscriptions name them.</summary>
    public static NativePartitionList Of(IReadOnlyCollection<string> topics)
    {
        var list = new NativePartitionList(topics.Count);
        foreach (string topic in topics)
        {
            Librdkafka.PartitionsAdd(list.Pointer, topic, AnyPartition);
        }

        return list;
    }

    /// <summary>Partitions, all with one offset.</summary>
    public static NativePartitionList Of(IReadOnlyCollection<TopicPartition> partitions, Offset offset)
    {
        var list = new NativePartitionList(partitions.Count);
        foreach (var partition in partitions)
        {
            Librdkafka.PartitionsAdd(list.Pointer, partition.Topic, partition.Partition.Value)->Offset = offset.Value;
        }

        return list;
    }

    /// <summary>Offsets with their metadata.</summary>
    public static NativePartitionList Of(IReadOnlyList<CommittedOffset> offsets)
    {
        var list = new NativePartitionList(offsets.Count);
        foreach (var offset in offsets)
        {
            var native = Librdkafka.PartitionsAdd(list.Pointer, offset.Partition.Topic, offset.Partition.Partition.Value);
            native->Offset = offset.Offset;
            if (!string.IsNullOrEmpty(offset.Metadata))
            {
                // The list frees it, so it must come from the library's allocator.
                int size = Encoding.UTF8.GetByteCount(offset.Metadata);
                native->Metadata = Librdkafka.Allocate(0, (nuint)size);
                native->MetadataSize = (nuint)size;
                Encoding.UTF8.GetBytes(offset.Metadata, new Span<byte>(native->Metadata, size));
            }
        }

        return list;
    }

    /// <summary>The partitions of a list.</summary>
    public static List<TopicPartition> Read(NativePartitions* list)
    {
        var partitions = new List<TopicPartition>(list->Count);
        foreach (ref readonly var native in new ReadOnlySpan<NativePartition>(list->Elements, list->Count))
        {
            partitions.Add(native.Place);
        }

        return partitions;
    }

    /// <summary>The offsets of this list, with their metadata; each offset that is none is -1.</summary>
    public List<CommittedOffset> ReadOffsets()
    {
        var offsets = new List<CommittedOffset>(Pointer->Count);
        foreach (ref readonly var native in Elements)
        {
            string metadata = native.Metadata is null
                ? ""
                : Encoding.UTF8.GetString(new ReadOnlySpan<byte>(native.Metadata, (int)native.MetadataSize));
            offsets.Add(new CommittedOffset(native.Place, Math.Max(native.Offset, -1), metadata));
        }

        return offsets;
    }

    /// <summary>The first partition that has an error, with it.</summary>
    public static bool TryFindError(NativePartitions* list, out TopicPartition partition, out ErrorCode code)
    {
        foreach (ref readonly var native in new ReadOnlySpan<NativePartition>(list->Elements, list->Count))
        {
            if (native.Error != Librdkafka.NoError)
            {
                partition = native.Place;
                code = (ErrorCode)native.Error;
                return true;
            }
        }

        partition = null!;
        code = ErrorCode.NoError;
        return false;
    }

    /// <summary>Frees the list.</summary>
    public void Dispose() => Librdkafka.PartitionsDestroy(Pointer);

    private ReadOnlySpan<NativePartition> Elements => new(Pointer->Elements, Pointer->Count);
}
