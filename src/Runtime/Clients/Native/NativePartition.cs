using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_topic_partition_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePartition
{
    /// <summary>The topic's name.</summary>
    public byte* Topic;

    /// <summary>The partition.</summary>
    public int Number;

    /// <summary>An offset, where there is one.</summary>
    public long Offset;

    /// <summary>What a committer wrote beside the offset; a null pointer for nothing.</summary>
    public byte* Metadata;

    /// <summary>Bytes of it.</summary>
    public nuint MetadataSize;

    /// <summary>The application's own.</summary>
    public nint Opaque;

    /// <summary>rd_kafka_resp_err_t.</summary>
    public int Error;

    /// <summary>The library's own.</summary>
    public nint Private;

    /// <summary>Topic and partition.</summary>
    public readonly TopicPartition Place => new(Marshal.PtrToStringUTF8((nint)Topic)!, Number);
}
