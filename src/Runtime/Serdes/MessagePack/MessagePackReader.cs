using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GenStreams.Serdes;

/// <summary>
/// Reads MessagePack from bytes that nobody has checked. Whatever they are, the outcome is a value or a <see cref="SerdeException"/>:
/// every read is within bounds, a declared length is believed only as far as there are bytes for it, and nesting is limited.
/// </summary>
/// <remarks>Generated serdes read with it; it serves custom ones as well. Integers are read from any form that holds them.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackReader
{
    /// <summary>How deep arrays and maps may be nested: as deep as MessagePack-CSharp allows data that it does not trust.</summary>
    public const int MaxDepth = 500;

    /// <summary>Every so many levels the stack is checked, so that wide types cannot overflow it before <see cref="MaxDepth"/>.</summary>
    private const int LevelsPerStackCheck = 8;

    /// <summary>Down to this depth room is made at once for all elements that an array or map declares.</summary>
    private const int TrustedDepth = 4;

    /// <summary>How many elements room is made for at first, deeper than that.</summary>
    private const int CautiousCapacity = 16;

    private readonly ReadOnlySpan<byte> _data;
    private int _position;
    private int _depth;

    /// <summary>Reads from the first of some bytes.</summary>
    public MessagePackReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>What is being read, such as <c>Trade.Price</c> in UTF-8: errors begin with it. Empty for nothing.</summary>
    public ReadOnlySpan<byte> Member { get; set; }

    /// <summary>How many bytes have been read.</summary>
    public readonly int Position => _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _data.Length - _position;

    /// <summary>Reads nil, if that is what is next.</summary>
    /// <returns>Whether it was; when not, nothing was read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNil()
    {
        if ((uint)_position >= (uint)_data.Length || _data[_position] != MessagePackCode.Nil)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Checks that what is next, where null cannot be, is not nil.</summary>
    public readonly void CheckNotNil()
    {
        if (Remaining > 0 && _data[_position] == MessagePackCode.Nil)
        {
            ThrowUnexpected("a value");
        }
    }

    /// <summary>Reads a boolean.</summary>
    public bool ReadBoolean()
    {
        byte code = Peek("a boolean");
        if (code is not (MessagePackCode.True or MessagePackCode.False))
        {
            ThrowUnexpected("a boolean");
        }

        _position++;
        return code == MessagePackCode.True;
    }

    /// <summary>Begins an array; <see cref="End"/> ends it, after as many values as this says.</summary>
    /// <returns>How many values are in it; never more than bytes are left.</returns>
    public int BeginArray()
    {
        byte code = Peek("an array");
        long count = code switch
        {
            >= MessagePackCode.FixArray and < MessagePackCode.FixStr => TakeCode(code & MessagePackCode.MaxFixCount),
            MessagePackCode.Array16 => TakeLength(sizeof(ushort)),
            MessagePackCode.Array32 => TakeLength(sizeof(uint)),
            _ => ThrowUnexpected("an array"),
        };
        return Enter(count, count, "an array");
    }

    /// <summary>Begins a map; <see cref="End"/> ends it, after as many keys, each with its value, as this says.</summary>
    /// <returns>How many pairs are in it; never more than half the bytes that are left.</returns>
    public int BeginMap()
    {
        byte code = Peek("a map");
        long count = code switch
        {
            >= MessagePackCode.FixMap and < MessagePackCode.FixArray => TakeCode(code & MessagePackCode.MaxFixCount),
            MessagePackCode.Map16 => TakeLength(sizeof(ushort)),
            MessagePackCode.Map32 => TakeLength(sizeof(uint)),
            _ => ThrowUnexpected("a map"),
        };
        return Enter(count, count * 2, "a map");
    }

    /// <summary>Ends the array or map that was begun last.</summary>
    public void End() => _depth--;

    /// <summary>How many of the elements that an array or map declares to make room for before they are read.</summary>
    /// <remarks>All of them near the top; few where it is deep, so that claims inside of claims do not multiply.</remarks>
    public readonly int CapacityFor(int count) => _depth <= TrustedDepth ? count : Math.Min(count, CautiousCapacity);

    /// <summary>Begins an array that must have a certain number of values, such as a tuple; <see cref="End"/> ends it.</summary>
    public void BeginArray(int expected)
    {
        int start = _position;
        int count = BeginArray();
        if (count != expected)
        {
            Throw($"expected an array of {expected}, found one of {count}", start);
        }
    }

    /// <summary>Skips a value, whatever it is and however deep.</summary>
    public void Skip()
    {
        // A loop over what is owed, not recursion: depth costs nothing here. Each value that is owed needs a byte at least.
        long owed = 1;
        while (owed > 0)
        {
            int start = _position;
            owed += SkipOne() - 1;
            if (owed > Remaining)
            {
                ThrowTruncated(start, owed);
            }
        }
    }

    /// <summary>Checks that all has been read.</summary>
    public readonly void CheckEnd()
    {
        if (Remaining > 0)
        {
            Throw($"expected the end of the data, found {Remaining} more bytes", _position);
        }
    }

    /// <summary>Skips a value except what is inside of it.</summary>
    /// <returns>How many values are inside.</returns>
    private long SkipOne()
    {
        byte code = Peek("a value");
        switch (code)
        {
            case <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt:
            case MessagePackCode.Nil or MessagePackCode.False or MessagePackCode.True:
                return TakeCode(0);
            case < MessagePackCode.FixArray:
                return TakeCode(code & MessagePackCode.MaxFixCount) * 2;
            case < MessagePackCode.FixStr:
                return TakeCode(code & MessagePackCode.MaxFixCount);
            case < MessagePackCode.Nil:
                return SkipBytes(TakeCode(code & MessagePackCode.MaxFixStr));
            case MessagePackCode.UInt8 or MessagePackCode.Int8:
                return SkipBytes(TakeCode(sizeof(byte)));
            case MessagePackCode.UInt16 or MessagePackCode.Int16:
                return SkipBytes(TakeCode(sizeof(ushort)));
            case MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32:
                return SkipBytes(TakeCode(sizeof(uint)));
            case MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64:
                return SkipBytes(TakeCode(sizeof(ulong)));
            case MessagePackCode.Bin8 or MessagePackCode.Str8:
                return SkipBytes(TakeLength(sizeof(byte)));
            case MessagePackCode.Bin16 or MessagePackCode.Str16:
                return SkipBytes(TakeLength(sizeof(ushort)));
            case MessagePackCode.Bin32 or MessagePackCode.Str32:
                return SkipBytes(TakeLength(sizeof(uint)));
            case MessagePackCode.Array16:
                return TakeLength(sizeof(ushort));
            case MessagePackCode.Array32:
                return TakeLength(sizeof(uint));
            case MessagePackCode.Map16:
                return TakeLength(sizeof(ushort)) * 2;
            case MessagePackCode.Map32:
                return TakeLength(sizeof(uint)) * 2;
            case MessagePackCode.NeverUsed:
                return ThrowUnexpected("a value");
            default:
                ReadExtension(out _);
                return 0;
        }
    }

    private long SkipBytes(long length)
    {
        Take(length);
        return 0;
    }

    private int Enter(long count, long values, string what)
    {
        if (values > Remaining)
        {
            Throw($"expected {what} of {count}, found only {Remaining} bytes for what is in it", _position);
        }

        if (++_depth > MaxDepth)
        {
            Throw($"expected at most {MaxDepth} arrays and maps inside of each other, found more", _position);
        }

        if (_depth % LevelsPerStackCheck == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Throw($"expected arrays and maps that fit the stack inside of each other, found them {_depth} deep", _position);
        }

        return (int)count;
    }

    /// <summary>The code of the next value, which is not read yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Peek(string expected)
    {
        if ((uint)_position >= (uint)_data.Length)
        {
            Throw($"expected {expected}, found the end of the data", _position);
        }

        return _data[_position];
    }

    /// <summary>Reads a code that is known; the length that was in it, or that it stands for, is given back.</summary>
    private long TakeCode(int length)
    {
        _position++;
        return length;
    }

    /// <summary>Reads a code that is known and the length after it.</summary>
    /// <param name="size">The bytes of the length: 1, 2 or 4.</param>
    private long TakeLength(int size)
    {
        _position++;
        var bytes = Take(size);
        return size switch
        {
            sizeof(byte) => bytes[0],
            sizeof(ushort) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }

    /// <summary>Reads bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > Remaining)
        {
            ThrowTruncated(_position, length);
        }

        var bytes = _data.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }
}
