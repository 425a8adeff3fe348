using System.Buffers.Binary;

namespace GenStreams.RocksDb;

/// <summary>A value in the database: the timestamp in 8 bytes, and the value's bytes.</summary>
internal static class TimestampedValue
{
    /// <summary>Bytes of the timestamp.</summary>
    public const int TimestampSize = sizeof(long);

    /// <summary>The timestamp, milliseconds since 1970-01-01 UTC.</summary>
    public static long TimestampOf(ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadInt64LittleEndian(stored);

    /// <summary>The value.</summary>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> stored) => stored[TimestampSize..];

    /// <summary>Sets a value.</summary>
    /// <param name="family">The column family.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The timestamp, milliseconds since 1970-01-01 UTC.</param>
    /// <param name="scratch">Takes the bytes; it grows when it must.</param>
    public static void Put(this RocksDbFamily family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, ref byte[] scratch)
    {
        int length = checked(TimestampSize + value.Length);
        if (scratch.Length < length)
        {
            scratch = new byte[Math.Max(length, scratch.Length * 2)];
        }

        var stored = scratch.AsSpan(0, length);
        BinaryPrimitives.WriteInt64LittleEndian(stored, timestamp);
        value.CopyTo(stored[TimestampSize..]);
        family.Put(key, stored);
    }
}
