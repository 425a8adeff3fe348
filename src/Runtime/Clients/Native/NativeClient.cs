using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>The native side of Confluent.Kafka's clients.</summary>
internal static class NativeClient
{
    /// <summary>Why the native path cannot be used in this process; null when it can.</summary>
    internal static string? Unavailable { get; } = Probe();

    /// <summary>The rd_kafka_t* of a client. Valid until the client is disposed.</summary>
    internal static nint Pointer(Handle handle)
    {
        var native = (SafeHandle)SafeHandleOf(handle);
        ObjectDisposedException.ThrowIf(native.IsClosed || native.IsInvalid, native);
        return native.DangerousGetHandle();
    }

    private static string? Probe()
    {
        try
        {
            int version = Librdkafka.Version();
            if (version != Library.Version)
            {
                return $"librdkafka {version:x8} was found where Confluent.Kafka uses {Library.Version:x8}";
            }

            SafeHandleOf(new Handle());
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            or MissingMethodException or TypeLoadException)
        {
            return e.Message;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object SafeHandleOf(Handle handle);
}
