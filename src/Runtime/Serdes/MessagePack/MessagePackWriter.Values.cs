using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GenStreams.Serdes;

public ref partial struct MessagePackWriter
{
    private const int GuidLength = 36;

    /// <summary>Writes an <c>sbyte</c>.</summary>
    public void WriteSByte(sbyte value) => WriteInt64(value);

    /// <summary>Writes a <c>byte</c>.</summary>
    public void WriteByte(byte value) => WriteUInt64(value);

    /// <summary>Writes a <c>short</c>.</summary>
    public void WriteInt16(short value) => WriteInt64(value);

    /// <summary>Writes a <c>ushort</c>.</summary>
    public void WriteUInt16(ushort value) => WriteUInt64(value);

    /// <summary>Writes an <c>int</c>.</summary>
    public void WriteInt32(int value) => WriteInt64(value);

    /// <summary>Writes a <c>uint</c>.</summary>
    public void WriteUInt32(uint value) => WriteUInt64(value);

    /// <summary>Writes a <c>long</c>.</summary>
    public void WriteInt64(long value)
    {
        switch (value)
        {
            case >= 0:
                WriteUInt64((ulong)value);
                break;
            case >= MessagePackCode.MinFixInt:
                WriteCode((byte)value);
                break;
            case >= sbyte.MinValue:
                WriteUInt8(MessagePackCode.Int8, (byte)value);
                break;
            case >= short.MinValue:
                WriteUInt16(MessagePackCode.Int16, (ushort)value);
                break;
            case >= int.MinValue:
                WriteUInt32(MessagePackCode.Int32, (uint)value);
                break;
            default:
                WriteUInt64(MessagePackCode.Int64, (ulong)value);
                break;
        }
    }

    /// <summary>Writes a <c>ulong</c>.</summary>
    public void WriteUInt64(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixInt:
                WriteCode((byte)value);
                break;
            case <= byte.MaxValue:
                WriteUInt8(MessagePackCode.UInt8, (byte)value);
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.UInt16, (ushort)value);
                break;
            case <= uint.MaxValue:
                WriteUInt32(MessagePackCode.UInt32, (uint)value);
                break;
            default:
                WriteUInt64(MessagePackCode.UInt64, value);
                break;
        }
    }

    /// <summary>Writes a <c>float</c> as 32 bits.</summary>
    public void WriteSingle(float value) => WriteUInt32(MessagePackCode.Float32, BitConverter.SingleToUInt32Bits(value));

    /// <summary>Writes a <c>double</c> as 64 bits.</summary>
    public void WriteDouble(double value) => WriteUInt64(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes a text, or nil for null. Half a surrogate pair is written as U+FFFD.</summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        // A char is 3 bytes at most; a short text gets its header after it, without being counted first.
        if (value.Length * 3L <= MessagePackCode.MaxFixStr)
        {
            var space = Reserve(1 + MessagePackCode.MaxFixStr);
            int written = Encoding.UTF8.GetBytes(value, space[1..]);
            space[0] = (byte)(MessagePackCode.FixStr | written);
            _used += 1 + written;
            return;
        }

        int length = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
        _used += length;
    }

    /// <summary>Writes a text that is UTF-8 already; not checked.</summary>
    public void WriteStringSpan(scoped ReadOnlySpan<byte> utf8)
    {
        WriteStringHeader(utf8.Length);
        WriteRaw(utf8);
    }

    /// <summary>Writes binary data.</summary>
    public void WriteBinary(scoped ReadOnlySpan<byte> value)
    {
        switch (value.Length)
        {
            case <= byte.MaxValue:
                WriteUInt8(MessagePackCode.Bin8, (byte)value.Length);
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.Bin16, (ushort)value.Length);
                break;
            default:
                WriteUInt32(MessagePackCode.Bin32, (uint)value.Length);
                break;
        }

        WriteRaw(value);
    }

    /// <summary>Writes binary data, or nil for null.</summary>
    public void WriteByteArray(byte[]? value)
    {
        if (value is null)
        {
            WriteNil();
        }
        else
        {
            WriteBinary(value);
        }
    }

    /// <summary>Writes an extension.</summary>
    /// <param name="type">Its type; those below zero are the format's own.</param>
    /// <param name="value">Its bytes.</param>
    public void WriteExtension(sbyte type, scoped ReadOnlySpan<byte> value)
    {
        switch (value.Length)
        {
            case 1 or 2 or 4 or 8 or 16:
                WriteCode((byte)(MessagePackCode.FixExt1 + int.Log2(value.Length)));
                break;
            case <= byte.MaxValue:
                WriteUInt8(MessagePackCode.Ext8, (byte)value.Length);
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.Ext16, (ushort)value.Length);
                break;
            default:
                WriteUInt32(MessagePackCode.Ext32, (uint)value.Length);
                break;
        }

        WriteCode((byte)type);
        WriteRaw(value);
    }

    /// <summary>Writes a <c>char</c> as the number of its UTF-16 unit.</summary>
    public void WriteChar(char value) => WriteUInt64(value);

    /// <summary>Writes a <c>decimal</c> as text in the invariant culture, with all its decimal places.</summary>
    public void WriteDecimal(decimal value)
    {
        // The longest, of 29 digits with a sign and a point, is just a fixstr.
        var space = Reserve(1 + MessagePackCode.MaxFixStr);
        value.TryFormat(space[1..], out int written, default, CultureInfo.InvariantCulture);
        space[0] = (byte)(MessagePackCode.FixStr | written);
        _used += 1 + written;
    }

    /// <summary>Writes a <c>Guid</c> as text of 36 characters.</summary>
    public void WriteGuid(Guid value)
    {
        WriteStringHeader(GuidLength);
        value.TryFormat(Reserve(GuidLength), out int written);
        _used += written;
    }

    /// <summary>Writes a <c>Uri</c> as it was given, or nil for null.</summary>
    public void WriteUri(Uri? value) => WriteString(value?.OriginalString);

    /// <summary>Writes a <c>DateTime</c> as a timestamp. Local time becomes UTC; time of no kind is taken as UTC.</summary>
    public void WriteDateTime(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local)
        {
            value = value.ToUniversalTime();
        }

        long seconds = (value.Ticks / TimeSpan.TicksPerSecond) + MessagePackTimestamp.MinSeconds;
        uint nanoseconds = (uint)(value.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        Span<byte> bytes = stackalloc byte[sizeof(uint) + sizeof(long)];
        int length;
        if ((ulong)seconds > MessagePackTimestamp.PackedSeconds)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(uint)..], seconds);
            length = sizeof(uint) + sizeof(long);
        }
        else if (nanoseconds > 0 || seconds > uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)nanoseconds << MessagePackTimestamp.PackedSecondsBits) | (ulong)seconds);
            length = sizeof(ulong);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)seconds);
            length = sizeof(uint);
        }

        WriteExtension(MessagePackCode.Timestamp, bytes[..length]);
    }

    /// <summary>Writes a <c>DateTimeOffset</c> as an array of its clock time, as a timestamp, and its offset in minutes.</summary>
    public void WriteDateTimeOffset(DateTimeOffset value)
    {
        BeginArray(2);
        WriteDateTime(new DateTime(value.Ticks, DateTimeKind.Utc));
        WriteInt64(value.TotalOffsetMinutes);
        End();
    }

    /// <summary>Writes a <c>TimeSpan</c> as its ticks of 100 nanoseconds.</summary>
    public void WriteTimeSpan(TimeSpan value) => WriteInt64(value.Ticks);

    /// <summary>Writes a <c>DateOnly</c> as its days since 0001-01-01.</summary>
    public void WriteDateOnly(DateOnly value) => WriteInt64(value.DayNumber);

    /// <summary>Writes a <c>TimeOnly</c> as its ticks of 100 nanoseconds since midnight.</summary>
    public void WriteTimeOnly(TimeOnly value) => WriteInt64(value.Ticks);

    /// <summary>Writes a value as another serde does, as binary data, or nil for null.</summary>
    public void WriteEmbedded<T>(ISerde<T> serde, T? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }

        var scratch = MessagePackScratch.Rent();
        serde.Serialize(value, scratch);
        WriteBinary(scratch.WrittenSpan);
        MessagePackScratch.Return(scratch);
    }

    private void WriteStringHeader(int length)
    {
        switch (length)
        {
            case <= MessagePackCode.MaxFixStr:
                WriteCode((byte)(MessagePackCode.FixStr | length));
                break;
            case <= byte.MaxValue:
                WriteUInt8(MessagePackCode.Str8, (byte)length);
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.Str16, (ushort)length);
                break;
            default:
                WriteUInt32(MessagePackCode.Str32, (uint)length);
                break;
        }
    }
}
