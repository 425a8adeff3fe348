using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_topic_partition_list_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePartitions
{
    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>How many there is room for.</summary>
    public int Capacity;

    /// <summary>The partitions.</summary>
    public NativePartition* Elements;
}
