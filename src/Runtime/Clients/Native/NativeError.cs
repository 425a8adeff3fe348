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

    /// <summary>Throws an error object, freed here; 0 is none.</summary>
    internal static void ThrowIfFailed(nint error)
    {
        if (error != 0)
        {
            throw new KafkaException(Take(error));
        }
    }

    /// <summary>Throws an error object of a transaction, freed here, as what is to be done about it; 0 is none.</summary>
    internal static void ThrowIfTransactionFailed(nint error)
    {
        if (error == 0)
        {
            return;
        }

        bool requiresAbort = Librdkafka.ErrorRequiresAbort(error) != 0;
        bool isRetriable = Librdkafka.ErrorIsRetriable(error) != 0;
        var taken = Take(error);
        throw requiresAbort ? new KafkaTxnRequiresAbortException(taken)
            : isRetriable ? new KafkaRetriableException(taken)
            : new KafkaException(taken);
    }

    private static Error Take(nint error)
    {
        var taken = new Error(
            (ErrorCode)Librdkafka.ErrorCode(error),
            Marshal.PtrToStringUTF8((nint)Librdkafka.ErrorString(error)),
            Librdkafka.ErrorIsFatal(error) != 0);
        Librdkafka.ErrorDestroy(error);
        return taken;
    }
}
