using System.Buffers.Binary;

namespace GenStreams.RocksDb;

/// <summary>Puts keys together: numbers big-endian, so that they are ordered as numbers when they are not negative. Valid until the next begins.</summary>
internal sealed class KeyWriter
{
    private byte[] _bytes = new byte[64];
    private int _length;

    /// <summary>The key so far.</summary>
    public ReadOnlySpan<byte> Key => _bytes.AsSpan(0, _length);

    /// <summary>Begins a key.</summary>
    public KeyWriter Begin()
    {
        _length = 0;
        return this;
    }

    /// <summary>Adds a byte.</summary>
    public KeyWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    /// <summary>Adds 4 bytes.</summary>
    public KeyWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);
        return this;
    }

    /// <summary>Adds 8 bytes.</summary>
    public KeyWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), value);
        return this;
    }

    /// <summary>Adds bytes.</summary>
    public KeyWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
        return this;
    }

    /// <summary>Adds bytes with their length before them: no key is then the beginning of another.</summary>
    public KeyWriter Counted(ReadOnlySpan<byte> value) => Int32(value.Length).Bytes(value);

    private Span<byte> Take(int length)
    {
        int end = checked(_length + length);
        if (_bytes.Length < end)
        {
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        }

        var taken = _bytes.AsSpan(_length, length);
        _length = end;
        return taken;
    }
}
