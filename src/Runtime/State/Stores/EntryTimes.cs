using System.Buffers.Binary;

namespace GenStreams.State;

/// <summary>The times at the end of a windowed key, as numbers that compare as their bytes do.</summary>
/// <param name="First">What it expires by: the start of a window, the end of a session.</param>
/// <param name="Second">The start of a session; 0 for a window.</param>
internal readonly record struct EntryTimes(ulong First, ulong Second) : IComparable<EntryTimes>
{
    /// <summary>Bytes of a key's times that are a window's start.</summary>
    public const int OfWindow = sizeof(long);

    /// <summary>Bytes of a key's times that are a session's end and its start.</summary>
    public const int OfSession = 2 * sizeof(long);

    /// <summary>Reads the times of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">How many bytes of it they are.</param>
    public static EntryTimes Read(ReadOnlySpan<byte> key, int length)
    {
        var times = key[^length..];
        return length == OfWindow
            ? new EntryTimes(BinaryPrimitives.ReadUInt64BigEndian(times), 0)
            : new EntryTimes(BinaryPrimitives.ReadUInt64BigEndian(times), BinaryPrimitives.ReadUInt64BigEndian(times[sizeof(long)..]));
    }

    /// <inheritdoc/>
    public int CompareTo(EntryTimes other) => First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
}
