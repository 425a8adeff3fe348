using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A record that a buffer holds, in the bytes that Kafka Streams writes to the buffer's changelog: timestamp, offset, topic, partition
/// and headers of the record, the value that was last forwarded, the value before the change, the new value. All numbers are big-endian;
/// null has the length -1.
/// </summary>
internal readonly ref struct BufferedValue
{
    private const int NullLength = -1;

    /// <summary>Instead of the value before the change, when that is the one that was last forwarded.</summary>
    private const int SameAsPrior = -2;

    private readonly ReadOnlySpan<byte> _headers;

    /// <summary>Reads the bytes.</summary>
    /// <param name="bytes">The bytes; more may follow.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are none that a buffer has written.</exception>
    public BufferedValue(ReadOnlySpan<byte> bytes)
    {
        Timestamp = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Offset = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        var rest = bytes[16..];
        Topic = Take(ref rest).Span;
        Partition = TakeInt32(ref rest);
        _headers = rest;
        HeaderCount = TakeInt32(ref rest);
        ArgumentOutOfRangeException.ThrowIfNegative(HeaderCount);
        for (int i = 0; i < HeaderCount; i++)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(Take(ref rest).IsNull, true, "name");
            Take(ref rest);
        }

        _headers = _headers[4..^rest.Length];
        Prior = Take(ref rest);
        int length = TakeInt32(ref rest);
        HasOwnOld = length >= 0;
        Old = length == SameAsPrior ? Prior : TakeBytes(ref rest, length);
        New = Take(ref rest);
        Length = bytes.Length - rest.Length;
    }

    /// <summary>The record's timestamp, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; }

    /// <summary>The record's offset; -1 when it came from none.</summary>
    public long Offset { get; }

    /// <summary>The record's topic, UTF-8; empty when it came from none.</summary>
    public ReadOnlySpan<byte> Topic { get; }

    /// <summary>The record's partition; -1 when it came from none.</summary>
    public int Partition { get; }

    /// <summary>How many headers the record has.</summary>
    public int HeaderCount { get; }

    /// <summary>The value that was last forwarded.</summary>
    public Bytes Prior { get; }

    /// <summary>The value before the last change.</summary>
    public Bytes Old { get; }

    /// <summary>The value.</summary>
    public Bytes New { get; }

    /// <summary>How many bytes all this has.</summary>
    public int Length { get; }

    /// <summary>What Kafka Streams takes for its size in memory.</summary>
    public long Size
    {
        get
        {
            long size = 8 + 8 + Encoding.UTF8.GetCharCount(Topic) + 4;
            var rest = _headers;
            for (int i = 0; i < HeaderCount; i++)
            {
                size += Encoding.UTF8.GetCharCount(Take(ref rest).Span);
                size += Take(ref rest).Span.Length;
            }

            return size + Prior.Span.Length + (HasOwnOld ? Old.Span.Length : 0) + New.Span.Length;
        }
    }

    private bool HasOwnOld { get; }

    /// <summary>Writes where a record came from.</summary>
    public static void WriteContext(ArrayBufferWriter<byte> to, CurrentRecord record, long timestamp)
    {
        WriteInt64(to, timestamp);
        WriteInt64(to, record.Offset);
        string topic = record.Topic ?? "";
        int length = Encoding.UTF8.GetByteCount(topic);
        WriteInt32(to, length);
        Encoding.UTF8.GetBytes(topic, to);
        WriteInt32(to, record.Partition);
        WriteInt32(to, record.Headers.Count);
        foreach (var header in record.Headers)
        {
            Write(to, header.Name);
            Write(to, header.ValueIsNull ? Bytes.Null : header.Value);
        }
    }

    /// <summary>Writes a record's values.</summary>
    public static void WriteValues(ArrayBufferWriter<byte> to, Bytes prior, Bytes old, Bytes value)
    {
        Write(to, prior);
        if (!old.IsNull && !prior.IsNull && old.Span.SequenceEqual(prior.Span))
        {
            WriteInt32(to, SameAsPrior);
        }
        else
        {
            Write(to, old);
        }

        Write(to, value);
    }

    /// <summary>Writes a number.</summary>
    public static void WriteInt64(ArrayBufferWriter<byte> to, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), number);
        to.Advance(8);
    }

    /// <summary>Makes the headers those of the record.</summary>
    public void ReadHeaders(RecordHeaders headers)
    {
        headers.Clear();
        var rest = _headers;
        for (int i = 0; i < HeaderCount; i++)
        {
            var name = Take(ref rest).Span;
            var value = Take(ref rest);
            headers.Add(name, value.Span, value.IsNull);
        }
    }

    private static void Write(ArrayBufferWriter<byte> to, Bytes bytes)
    {
        WriteInt32(to, bytes.IsNull ? NullLength : bytes.Span.Length);
        to.Write(bytes.Span);
    }

    private static void WriteInt32(ArrayBufferWriter<byte> to, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(to.GetSpan(4), number);
        to.Advance(4);
    }

    private static Bytes Take(scoped ref ReadOnlySpan<byte> rest) => TakeBytes(ref rest, TakeInt32(ref rest));

    private static Bytes TakeBytes(scoped ref ReadOnlySpan<byte> rest, int length)
    {
        if (length == NullLength)
        {
            return Bytes.Null;
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static int TakeInt32(scoped ref ReadOnlySpan<byte> rest)
    {
        int number = BinaryPrimitives.ReadInt32BigEndian(rest);
        rest = rest[4..];
        return number;
    }
}
