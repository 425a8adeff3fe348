using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GenStreams.Serdes;

/// <summary>Writes MessagePack. Every number, length and timestamp is written in its shortest form.</summary>
/// <remarks>Generated serdes write with it; so can custom ones. Nothing is written for sure before <see cref="Flush"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct MessagePackWriter
{
    private const int MinSpace = 64;

    /// <summary>Every so many levels the stack is checked, so that wide types cannot overflow it before the depth limit.</summary>
    private const int LevelsPerStackCheck = 8;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _space;
    private int _used;
    private int _depth;

    /// <summary>Writes at the end of an output.</summary>
    public MessagePackWriter(IBufferWriter<byte> output) => _output = output;

    /// <summary>What is being written, such as <c>Trade</c> in UTF-8: errors begin with it. Empty for nothing.</summary>
    public ReadOnlySpan<byte> Member { get; set; }

    /// <summary>Hands what was written to the output. Call it once, at the end.</summary>
    public void Flush()
    {
        _output.Advance(_used);
        _space = default;
        _used = 0;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    /// <summary>Writes a boolean.</summary>
    public void WriteBoolean(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    /// <summary>Begins an array: as many values must follow as it says, then <see cref="End"/>.</summary>
    public void BeginArray(int count)
    {
        Enter();
        switch (count)
        {
            case <= MessagePackCode.MaxFixCount:
                WriteCode((byte)(MessagePackCode.FixArray | count));
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.Array16, (ushort)count);
                break;
            default:
                WriteUInt32(MessagePackCode.Array32, (uint)count);
                break;
        }
    }

    /// <summary>Begins a map: as many keys, each with its value, must follow as it says, then <see cref="End"/>.</summary>
    public void BeginMap(int count)
    {
        Enter();
        switch (count)
        {
            case <= MessagePackCode.MaxFixCount:
                WriteCode((byte)(MessagePackCode.FixMap | count));
                break;
            case <= ushort.MaxValue:
                WriteUInt16(MessagePackCode.Map16, (ushort)count);
                break;
            default:
                WriteUInt32(MessagePackCode.Map32, (uint)count);
                break;
        }
    }

    /// <summary>Ends the array or map that was begun last.</summary>
    public void End() => _depth--;

    /// <summary>Writes MessagePack that was made before, such as a constant key.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> messagePack)
    {
        messagePack.CopyTo(Reserve(messagePack.Length));
        _used += messagePack.Length;
    }

    private void Enter()
    {
        _depth++;
        if (_depth > MessagePackReader.MaxDepth
            || (_depth % LevelsPerStackCheck == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            Throw($"the value is nested more than {_depth - 1} deep; it may contain itself");
        }
    }

    /// <summary>Where the next bytes go: room for some bytes at least. What is used of it must be added to what is used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int size)
    {
        if (_space.Length - _used < size)
        {
            Grow(size);
        }

        return _space[_used..];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size)
    {
        Flush();
        _space = _output.GetSpan(Math.Max(size, MinSpace));
    }

    private void WriteCode(byte code)
    {
        Reserve(1)[0] = code;
        _used++;
    }

    private void WriteUInt8(byte code, byte value)
    {
        var space = Reserve(2);
        space[1] = value;
        space[0] = code;
        _used += 2;
    }

    private void WriteUInt16(byte code, ushort value)
    {
        var space = Reserve(1 + sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(space[1..], value);
        space[0] = code;
        _used += 1 + sizeof(ushort);
    }

    private void WriteUInt32(byte code, uint value)
    {
        var space = Reserve(1 + sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(space[1..], value);
        space[0] = code;
        _used += 1 + sizeof(uint);
    }

    private void WriteUInt64(byte code, ulong value)
    {
        var space = Reserve(1 + sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(space[1..], value);
        space[0] = code;
        _used += 1 + sizeof(ulong);
    }
}
