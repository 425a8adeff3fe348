using System.Runtime.InteropServices;

namespace GenStreams.Clients.Native;

/// <summary>rd_kafka_vu_t: one argument of rd_kafka_produceva, a tag and a union of 64 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct ProduceArgument
{
    [FieldOffset(0)]
    private int _tag;

    [FieldOffset(8)]
    private nint _pointer;

    [FieldOffset(8)]
    private long _int64;

    [FieldOffset(8)]
    private int _int32;

    [FieldOffset(16)]
    private nuint _size;

    /// <summary>The topic's handle.</summary>
    public static ProduceArgument Topic(nint handle) => new() { _tag = 2, _pointer = handle };

    /// <summary>The partition; -1 for the partitioner's choice.</summary>
    public static ProduceArgument Partition(int partition) => new() { _tag = 3, _int32 = partition };

    /// <summary>The value; a null pointer for null.</summary>
    public static ProduceArgument Value(byte* pointer, int length) => new() { _tag = 4, _pointer = (nint)pointer, _size = (nuint)length };

    /// <summary>The key; a null pointer for null.</summary>
    public static ProduceArgument Key(byte* pointer, int length) => new() { _tag = 5, _pointer = (nint)pointer, _size = (nuint)length };

    /// <summary>What comes back in <see cref="NativeMessage.Private"/> of the delivery report.</summary>
    public static ProduceArgument Opaque(long value) => new() { _tag = 6, _pointer = (nint)value };

    /// <summary>RD_KAFKA_MSG_F_COPY: the library copies key and value before it returns.</summary>
    public static ProduceArgument Copy() => new() { _tag = 7, _int32 = 0x2 };

    /// <summary>Milliseconds since 1970-01-01 UTC; 0 means now.</summary>
    public static ProduceArgument Timestamp(long timestamp) => new() { _tag = 8, _int64 = timestamp };

    /// <summary>rd_kafka_headers_t*, which belong to the message when producing succeeds.</summary>
    public static ProduceArgument Headers(nint headers) => new() { _tag = 10, _pointer = headers };
}
