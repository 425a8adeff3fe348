using System.Buffers;

namespace GenStreams.Serdes;

/// <summary>Lends each thread a buffer for values whose length must be known before they are written.</summary>
internal static class MessagePackScratch
{
    /// <summary>A buffer that grew beyond this many bytes is not kept.</summary>
    private const int MaxKept = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    /// <summary>An empty buffer. A second one that is rented meanwhile, by a value inside of the first, is new.</summary>
    public static ArrayBufferWriter<byte> Rent()
    {
        var buffer = _kept ?? new ArrayBufferWriter<byte>();
        _kept = null;
        return buffer;
    }

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            _kept = buffer;
        }
    }
}
