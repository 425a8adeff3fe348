namespace GenStreams.Processing.Tables;

/// <summary>Numbers of variable length as Kafka writes them: zig-zag, seven bits a byte, the lowest first.</summary>
internal static class Varint
{
    /// <summary>The most bytes that a number takes.</summary>
    public const int MaxLength = 5;

    /// <summary>Writes a number.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(int value, Span<byte> destination)
    {
        uint rest = ((uint)value << 1) ^ (uint)(value >> 31);
        int length = 0;
        for (; rest > 0x7F; rest >>= 7)
        {
            destination[length++] = (byte)(rest | 0x80);
        }

        destination[length++] = (byte)rest;
        return length;
    }

    /// <summary>Reads a number.</summary>
    /// <returns>How many bytes it took; 0 when there is none.</returns>
    public static int TryRead(ReadOnlySpan<byte> source, out int value)
    {
        uint read = 0;
        for (int i = 0; i < source.Length && i < MaxLength; i++)
        {
            read |= (uint)(source[i] & 0x7F) << (7 * i);
            if ((source[i] & 0x80) == 0)
            {
                value = (int)(read >> 1) ^ -(int)(read & 1);
                return i + 1;
            }
        }

        value = 0;
        return 0;
    }
}
