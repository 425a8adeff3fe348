using System.Buffers.Binary;
using System.Numerics;

namespace GenStreams.Processing.Windows;

/// <summary>The bytes of a windowed key: those of a record's key, and times after them that change from window to window.</summary>
internal struct WindowedKey
{
    private byte[] _bytes;
    private int _length;

    /// <summary>The key; changes with the next window.</summary>
    public readonly ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Sets the record's key, and makes room for times.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timesLength">The bytes of the times.</param>
    public void Set(ReadOnlySpan<byte> key, int timesLength)
    {
        _length = checked(key.Length + timesLength);
        if (_bytes is null || _bytes.Length < _length)
        {
            _bytes = new byte[BitOperations.RoundUpToPowerOf2((uint)Math.Max(_length, 64))];
        }

        key.CopyTo(_bytes);
    }

    /// <summary>Sets the last time.</summary>
    public readonly void SetTime(long time) => BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length - sizeof(long)), time);

    /// <summary>Sets the last two times.</summary>
    public readonly void SetTimes(long first, long last)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(_length - (2 * sizeof(long))), first);
        SetTime(last);
    }
}
