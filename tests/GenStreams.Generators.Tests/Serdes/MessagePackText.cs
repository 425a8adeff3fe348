using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Shows MessagePack as text, without the reader that is tested: what stands on the wire, in tests.</summary>
internal static class MessagePackText
{
    public static string Of(ReadOnlySpan<byte> data)
    {
        string text = Next(ref data);
        Assert.Equal(0, data.Length);
        return text;
    }

    private static string Next(ref ReadOnlySpan<byte> data)
    {
        byte code = (byte)Take(ref data, 1);
        return code switch
        {
            < 0x80 => code.ToString(CultureInfo.InvariantCulture),
            < 0x90 => Map(ref data, code & 15),
            < 0xa0 => Array(ref data, code & 15),
            < 0xc0 => Text(ref data, code & 31),
            0xc0 => "nil",
            0xc2 => "false",
            0xc3 => "true",
            0xc4 => "bin:" + Convert.ToHexStringLower(Bytes(ref data, (int)Take(ref data, 1))),
            0xc5 => "bin:" + Convert.ToHexStringLower(Bytes(ref data, (int)Take(ref data, 2))),
            0xc7 => Extension(ref data, (int)Take(ref data, 1)),
            0xca => BitConverter.UInt32BitsToSingle((uint)Take(ref data, 4)).ToString(CultureInfo.InvariantCulture) + "f",
            0xcb => BitConverter.UInt64BitsToDouble(Take(ref data, 8)).ToString(CultureInfo.InvariantCulture) + "d",
            0xcc or 0xcd or 0xce or 0xcf => Take(ref data, 1 << (code - 0xcc)).ToString(CultureInfo.InvariantCulture),
            0xd0 => ((sbyte)Take(ref data, 1)).ToString(CultureInfo.InvariantCulture),
            0xd1 => ((short)Take(ref data, 2)).ToString(CultureInfo.InvariantCulture),
            0xd2 => ((int)Take(ref data, 4)).ToString(CultureInfo.InvariantCulture),
            0xd3 => ((long)Take(ref data, 8)).ToString(CultureInfo.InvariantCulture),
            >= 0xd4 and <= 0xd8 => Extension(ref data, 1 << (code - 0xd4)),
            0xd9 => Text(ref data, (int)Take(ref data, 1)),
            0xda => Text(ref data, (int)Take(ref data, 2)),
            0xdc => Array(ref data, (int)Take(ref data, 2)),
            0xdd => Array(ref data, (int)Take(ref data, 4)),
            0xde => Map(ref data, (int)Take(ref data, 2)),
            >= 0xe0 => ((sbyte)code).ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"Code {code:x2} is not expected in tests."),
        };
    }

    private static string Array(ref ReadOnlySpan<byte> data, int count)
    {
        var items = new List<string>();
        for (int i = 0; i < count; i++)
        {
            items.Add(Next(ref data));
        }

        return "[" + string.Join(", ", items) + "]";
    }

    private static string Map(ref ReadOnlySpan<byte> data, int count)
    {
        var items = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string key = Next(ref data);
            items.Add(key + ": " + Next(ref data));
        }

        return "{" + string.Join(", ", items) + "}";
    }

    private static string Text(ref ReadOnlySpan<byte> data, int length) => "'" + Encoding.UTF8.GetString(Bytes(ref data, length)) + "'";

    private static string Extension(ref ReadOnlySpan<byte> data, int length)
    {
        sbyte type = (sbyte)Take(ref data, 1);
        return $"ext{type}:" + Convert.ToHexStringLower(Bytes(ref data, length));
    }

    private static ulong Take(ref ReadOnlySpan<byte> data, int size)
    {
        Span<byte> padded = stackalloc byte[8];
        Bytes(ref data, size).CopyTo(padded[(8 - size)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private static ReadOnlySpan<byte> Bytes(ref ReadOnlySpan<byte> data, int length)
    {
        var bytes = data[..length];
        data = data[length..];
        return bytes;
    }
}
