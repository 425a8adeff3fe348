using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using GenStreams.Processing;

namespace GenStreams.State.Disk;

/// <summary>
/// A change as it lies in a frame: the number of the store, the lengths of key, value (0: null, else one more) and headers, each as a number
/// of as many bytes as it needs; the timestamp in 8 bytes; then key, value, headers.
/// </summary>
internal readonly ref struct JournalRecord
{
    /// <summary>What comes before the bytes of key, value and headers, at most.</summary>
    public const int MaxHeadSize = 4 * MaxNumberSize + sizeof(long);

    private const int MaxNumberSize = 5;

    private JournalRecord(int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        Store = store;
        Key = key;
        Value = value;
        Timestamp = timestamp;
        Headers = headers;
    }

    /// <summary>The number of the store.</summary>
    public int Store { get; }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value.</summary>
    public Bytes Value { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>The headers, as <see cref="RecordHeaders.Encoded"/>.</summary>
    public ReadOnlySpan<byte> Headers { get; }

    /// <summary>Writes a change.</summary>
    /// <param name="to">Has room for it.</param>
    /// <param name="store">The number of the store.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers.</param>
    /// <returns>How many bytes it takes.</returns>
    public static unsafe int Write(byte* to, int store, ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers)
    {
        byte* at = WriteNumber(to, (uint)store);
        at = WriteNumber(at, (uint)key.Length);
        at = WriteNumber(at, value.IsNull ? 0 : (uint)value.Span.Length + 1);
        at = WriteNumber(at, (uint)headers.Length);
        BinaryPrimitives.WriteInt64LittleEndian(new Span<byte>(at, sizeof(long)), timestamp);
        at += sizeof(long);
        key.CopyTo(new Span<byte>(at, key.Length));
        at += key.Length;
        value.Span.CopyTo(new Span<byte>(at, value.Span.Length));
        at += value.Span.Length;
        headers.CopyTo(new Span<byte>(at, headers.Length));
        return (int)(at + headers.Length - to);
    }

    /// <summary>Reads the next change.</summary>
    /// <param name="from">The changes; goes on behind it.</param>
    /// <exception cref="InvalidDataException">What is there is no change.</exception>
    public static JournalRecord Read(ref ReadOnlySpan<byte> from)
    {
        uint store = ReadNumber(ref from);
        uint keyLength = ReadNumber(ref from);
        uint valueLength = ReadNumber(ref from);
        uint headersLength = ReadNumber(ref from);
        long timestamp = BinaryPrimitives.ReadInt64LittleEndian(Take(ref from, sizeof(long)));
        var key = Take(ref from, keyLength);
        var value = valueLength == 0 ? Bytes.Null : new Bytes(Take(ref from, valueLength - 1));
        return new JournalRecord((int)store, key, value, timestamp, Take(ref from, headersLength));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe byte* WriteNumber(byte* to, uint number)
    {
        while (number >= 0x80)
        {
            *to++ = (byte)(number | 0x80);
            number >>= 7;
        }

        *to++ = (byte)number;
        return to;
    }

    private static uint ReadNumber(ref ReadOnlySpan<byte> from)
    {
        uint number = 0;
        for (int shift = 0; shift < MaxNumberSize * 7; shift += 7)
        {
            byte next = Take(ref from, 1)[0];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("A number in a journal has more bytes than numbers have.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> from, uint length)
    {
        if (length > (uint)from.Length)
        {
            throw new InvalidDataException("A change in a journal ends behind its frame.");
        }

        var taken = from[..(int)length];
        from = from[(int)length..];
        return taken;
    }
}
