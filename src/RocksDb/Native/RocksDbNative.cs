using System.Runtime.InteropServices;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace GenStreams.RocksDb.Native;

/// <summary>
/// The C interface of RocksDB, as far as it is used. The names are its own, in the language's spelling; what they mean is said there. Lengths
/// are in bytes; strings are UTF-8 and end with a 0; an error is a string that the caller frees.
/// </summary>
internal static unsafe partial class RocksDbNative
{
    private const string Library = "rocksdb";

    /// <summary>Throws when a call has left an error.</summary>
    /// <exception cref="RocksDbException">It has.</exception>
    public static void ThrowIf(nint error)
    {
        if (error != 0)
        {
            string message = Marshal.PtrToStringUTF8(error)!;
            Free(error);
            throw new RocksDbException(message);
        }
    }
}
