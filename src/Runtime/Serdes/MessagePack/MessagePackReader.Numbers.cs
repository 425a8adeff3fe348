using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace GenStreams.Serdes;

public ref partial struct MessagePackReader
{
    /// <summary>Reads an integer that fits an <c>sbyte</c>.</summary>
    public sbyte ReadSByte() => (sbyte)ReadSigned(sbyte.MinValue, sbyte.MaxValue);

    /// <summary>Reads an integer that fits a <c>byte</c>.</summary>
    public byte ReadByte() => (byte)ReadSigned(byte.MinValue, byte.MaxValue);

    /// <summary>Reads an integer that fits a <c>short</c>.</summary>
    public short ReadInt16() => (short)ReadSigned(short.MinValue, short.MaxValue);

    /// <summary>Reads an integer that fits a <c>ushort</c>.</summary>
    public ushort ReadUInt16() => (ushort)ReadSigned(ushort.MinValue, ushort.MaxValue);

    /// <summary>Reads an integer that fits an <c>int</c>.</summary>
    public int ReadInt32() => (int)ReadSigned(int.MinValue, int.MaxValue);

    /// <summary>Reads an integer that fits a <c>uint</c>.</summary>
    public uint ReadUInt32() => (uint)ReadSigned(uint.MinValue, uint.MaxValue);

    /// <summary>Reads an integer that fits a <c>long</c>.</summary>
    public long ReadInt64() => ReadSigned(long.MinValue, long.MaxValue);

    /// <summary>Reads an integer that fits a <c>ulong</c>.</summary>
    public ulong ReadUInt64()
    {
        int start = _position;
        ulong bits = ReadInteger(out bool negative);
        if (negative)
        {
            ThrowRange(((long)bits).ToString(CultureInfo.InvariantCulture), 0, ulong.MaxValue, start);
        }

        return bits;
    }

    /// <summary>Reads a float, or an integer, as a <c>float</c>; what is finer than that is rounded.</summary>
    public float ReadSingle() => Peek("a number") == MessagePackCode.Float32 ? TakeSingle() : (float)ReadDouble();

    /// <summary>Reads a float, or an integer, as a <c>double</c>; what is finer than that is rounded.</summary>
    public double ReadDouble()
    {
        switch (Peek("a number"))
        {
            case MessagePackCode.Float64:
                _position++;
                return BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));
            case MessagePackCode.Float32:
                return TakeSingle();
            case <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt:
            case >= MessagePackCode.UInt8 and <= MessagePackCode.Int64:
                ulong bits = ReadInteger(out bool negative);
                return negative ? (long)bits : bits;
            default:
                return ThrowUnexpected("a number");
        }
    }

    private float TakeSingle()
    {
        _position++;
        return BinaryPrimitives.ReadSingleBigEndian(Take(sizeof(float)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadSigned(long min, long max)
    {
        int start = _position;
        ulong bits = ReadInteger(out bool negative);
        long value = (long)bits;
        if (value < 0 != negative || value < min || value > max)
        {
            string found = negative ? value.ToString(CultureInfo.InvariantCulture) : bits.ToString(CultureInfo.InvariantCulture);
            ThrowRange(found, min, (ulong)max, start);
        }

        return value;
    }

    /// <summary>Reads an integer of any form.</summary>
    /// <returns>Its 64 bits, in two's complement when it is negative.</returns>
    private ulong ReadInteger(out bool negative)
    {
        byte code = Peek("an integer");
        if (code <= MessagePackCode.MaxFixInt)
        {
            _position++;
            negative = false;
            return code;
        }

        long signed;
        if (code >= MessagePackCode.MinNegativeFixInt)
        {
            _position++;
            signed = (sbyte)code;
        }
        else
        {
            if (code is < MessagePackCode.UInt8 or > MessagePackCode.Int64)
            {
                ThrowUnexpected("an integer");
            }

            // The codes are in order: unsigned of 1, 2, 4 and 8 bytes, then signed.
            _position++;
            var bytes = Take(1 << ((code - MessagePackCode.UInt8) & 3));
            if (code <= MessagePackCode.UInt64)
            {
                negative = false;
                return ReadUnsigned(bytes);
            }

            signed = ReadSigned(bytes);
        }

        negative = signed < 0;
        return (ulong)signed;
    }

    private static ulong ReadUnsigned(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        sizeof(byte) => bytes[0],
        sizeof(ushort) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        sizeof(uint) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    private static long ReadSigned(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        sizeof(sbyte) => (sbyte)bytes[0],
        sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(bytes),
        sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };
}
