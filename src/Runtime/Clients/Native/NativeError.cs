using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace GenStreams.Clients.Native;

/// <summary>Errors of a client, in Confluent.Kafka's terms.</summary>
internal static unsafe class NativeError
{
    /// <summary>The error that stopped a client for good, behind the code that only says so.</summary>
    internal static Error Fatal(nint client, string reason)
    {
        const int TextSize = 512;
        byte* text = stackalloc byte[TextSize];
        int code = Librdkafka.FatalError(client, text, TextSize);
        return code == Librdkafka.NoError
            ? new Error(ErrorCode.Local_Fatal, reason, isFatal: true)
            : new Error((ErrorCode)code, Marshal.PtrToStringUTF8((nint)text) ?? reason, isFatal: true);
    }
}
