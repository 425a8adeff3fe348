using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GenStreams.Serdes;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a text as it is: UTF-8, not checked.</summary>
    public ReadOnlySpan<byte> ReadStringSpan()
    {
        byte code = Peek("a string");
        return Take(code switch
        {
            >= MessagePackCode.FixStr and < MessagePackCode.Nil => TakeCode(code & MessagePackCode.MaxFixStr),
            MessagePackCode.Str8 => TakeLength(sizeof(byte)),
            MessagePackCode.Str16 => TakeLength(sizeof(ushort)),
            MessagePackCode.Str32 => TakeLength(sizeof(uint)),
            _ => ThrowUnexpected("a string"),
        });
    }

    /// <summary>Reads a text, or null from nil. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string? ReadString() => TryReadNil() ? null : Encoding.UTF8.GetString(ReadStringSpan());

    /// <summary>Reads a text, or nil, without making a string of it.</summary>
    public void CheckString()
    {
        if (!TryReadNil())
        {
            ReadStringSpan();
        }
    }

    /// <summary>Reads binary data; not copied.</summary>
    public ReadOnlySpan<byte> ReadBinary()
    {
        byte code = Peek("binary data");
        return Take(code switch
        {
            MessagePackCode.Bin8 => TakeLength(sizeof(byte)),
            MessagePackCode.Bin16 => TakeLength(sizeof(ushort)),
            MessagePackCode.Bin32 => TakeLength(sizeof(uint)),
            _ => ThrowUnexpected("binary data"),
        });
    }

    /// <summary>Reads binary data into an array, or null from nil.</summary>
    public byte[]? ReadByteArray() => TryReadNil() ? null : ReadBinary().ToArray();

    /// <summary>Reads binary data, or nil, without copying it.</summary>
    public void CheckByteArray()
    {
        if (!TryReadNil())
        {
            ReadBinary();
        }
    }

    /// <summary>Reads an extension; its bytes are not copied.</summary>
    /// <param name="type">Its type; below zero are those of the format itself.</param>
    public ReadOnlySpan<byte> ReadExtension(out sbyte type)
    {
        byte code = Peek("an extension");
        long length = code switch
        {
            >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => TakeCode(1 << (code - MessagePackCode.FixExt1)),
            MessagePackCode.Ext8 => TakeLength(sizeof(byte)),
            MessagePackCode.Ext16 => TakeLength(sizeof(ushort)),
            MessagePackCode.Ext32 => TakeLength(sizeof(uint)),
            _ => ThrowUnexpected("an extension"),
        };
        type = (sbyte)Take(sizeof(sbyte))[0];
        return Take(length);
    }

    /// <summary>Reads a <c>char</c>: the number of its UTF-16 unit.</summary>
    public char ReadChar() => (char)ReadUInt16();

    /// <summary>Reads a <c>decimal</c>: a text in the invariant culture.</summary>
    public decimal ReadDecimal()
    {
        int start = _position;
        if (!decimal.TryParse(ReadStringSpan(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            Throw("expected a decimal number as text, found another text or a number that is too large", start);
        }

        return value;
    }

    /// <summary>Reads a <c>Guid</c>: a text of 36 characters.</summary>
    public Guid ReadGuid()
    {
        int start = _position;
        var text = ReadStringSpan();
        if (!Utf8Parser.TryParse(text, out Guid value, out int consumed, 'D') || consumed != text.Length)
        {
            Throw("expected a GUID as text of 36 characters, found another text", start);
        }

        return value;
    }

    /// <summary>Reads a <c>Uri</c>, absolute or relative, or null from nil.</summary>
    public Uri? ReadUri()
    {
        int start = _position;
        string? text = ReadString();
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value))
        {
            Throw("expected a URI, found another text", start);
        }

        return value;
    }

    /// <summary>Reads a <c>DateTime</c>: a timestamp. It is UTC.</summary>
    public DateTime ReadDateTime()
    {
        int start = _position;
        var bytes = ReadExtension(out sbyte type);
        if (type != MessagePackCode.Timestamp)
        {
            Throw($"expected a timestamp (extension {MessagePackCode.Timestamp}), found extension {type}", start);
        }

        (long seconds, ulong nanoseconds) = bytes.Length switch
        {
            sizeof(uint) => (BinaryPrimitives.ReadUInt32BigEndian(bytes), 0UL),
            sizeof(ulong) => Split(BinaryPrimitives.ReadUInt64BigEndian(bytes)),
            sizeof(uint) + sizeof(long) =>
                (BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(uint)..]), BinaryPrimitives.ReadUInt32BigEndian(bytes)),
            _ => (long.MaxValue, 0UL),
        };
        if (seconds < MessagePackTimestamp.MinSeconds || seconds > MessagePackTimestamp.MaxSeconds
            || nanoseconds >= MessagePackTimestamp.NanosecondsPerSecond)
        {
            Throw("expected a timestamp of 4, 8 or 12 bytes in the years 1 to 9999, found another", start);
        }

        return DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (long)(nanoseconds / TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Reads a <c>DateTimeOffset</c>: an array of its clock time, as a timestamp, and its offset in minutes.</summary>
    public DateTimeOffset ReadDateTimeOffset()
    {
        int start = _position;
        BeginArray(2);
        long clock = ReadDateTime().Ticks;
        var offset = TimeSpan.FromMinutes(ReadInt16());
        End();
        if (offset.Duration() > MessagePackTimestamp.MaxOffset || (ulong)(clock - offset.Ticks) > (ulong)DateTime.MaxValue.Ticks)
        {
            Throw("expected an offset of up to 14 hours and an instant in the years 1 to 9999, found another", start);
        }

        return new DateTimeOffset(clock, offset);
    }

    /// <summary>Reads a <c>TimeSpan</c>: its ticks of 100 nanoseconds.</summary>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    /// <summary>Reads a <c>DateOnly</c>: its days since 0001-01-01.</summary>
    public DateOnly ReadDateOnly() => DateOnly.FromDayNumber((int)ReadSigned(0, DateOnly.MaxValue.DayNumber));

    /// <summary>Reads a <c>TimeOnly</c>: its ticks of 100 nanoseconds since midnight.</summary>
    public TimeOnly ReadTimeOnly() => new(ReadSigned(0, TimeOnly.MaxValue.Ticks));

    /// <summary>Reads a value that another serde wrote, as binary data; null, where the type has it, from nil.</summary>
    public T? ReadEmbedded<T>(ISerde<T> serde) => default(T) is null && TryReadNil() ? default : serde.Deserialize(ReadBinary());

    /// <summary>Checks a value that another serde wrote, as <see cref="ReadEmbedded{T}"/> reads it.</summary>
    public void CheckEmbedded<T>(ISerde<T> serde)
    {
        if (default(T) is not null || !TryReadNil())
        {
            serde.Check(ReadBinary());
        }
    }

    private static (long Seconds, ulong Nanoseconds) Split(ulong packed) =>
        ((long)(packed & MessagePackTimestamp.PackedSeconds), packed >> MessagePackTimestamp.PackedSecondsBits);
}
