using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_message_t: part of librdkafka's stable ABI.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    /// <summary>0, or an error; then <see cref="Value"/> is its text.</summary>
    public int Error;

    /// <summary>rd_kafka_topic_t*.</summary>
    public nint Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The value; a null pointer for null.</summary>
    public byte* Value;

    /// <summary>Bytes of the value.</summary>
    public nuint ValueLength;

    /// <summary>The key; a null pointer for null.</summary>
    public byte* Key;

    /// <summary>Bytes of the key.</summary>
    public nuint KeyLength;

    /// <summary>The offset.</summary>
    public long Offset;

    /// <summary>Of a message that was sent: what was given with it. Else the library's own.</summary>
    public nint Private;
}
