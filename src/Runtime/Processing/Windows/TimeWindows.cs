using System.Buffers.Binary;
using System.Numerics;
using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// The tumbling or hopping windows of an aggregation: goes through those that a record falls into, in ascending order, with the windowed
/// key of each. Windows start at the multiples of their advance, none below 0. One object per operator and task: it has the operator's
/// stream time, the greatest timestamp that has come to it.
/// </summary>
/// <remarks>Kafka Streams' <c>TimeWindows.windowsFor</c> and <c>KStreamWindowAggregate</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TimeWindows : IStreamTime
{
    private readonly long _size;
    private readonly long _advance;
    private readonly long _grace;
    private readonly WindowBytesStore? _store;
    private byte[] _key = new byte[64];
    private int _length;
    private long _next;
    private int _left;

    /// <summary>Windows of one operator.</summary>
    /// <param name="size">Their length in milliseconds, above 0.</param>
    /// <param name="advance">The distance of their starts in milliseconds: 1 to <paramref name="size"/>, which tumbling windows have.</param>
    /// <param name="grace">For how many milliseconds after its end, in stream time, a window still takes records.</param>
    public TimeWindows(long size, long advance, long grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(advance, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, advance);
        ArgumentOutOfRangeException.ThrowIfNegative(grace);
        _size = size;
        _advance = advance;
        _grace = grace;
    }

    /// <summary>Windows of one operator that no other shares the store of: what the store has shows how far stream time has come.</summary>
    /// <param name="size">Their length in milliseconds, above 0.</param>
    /// <param name="advance">The distance of their starts in milliseconds: 1 to <paramref name="size"/>, which tumbling windows have.</param>
    /// <param name="grace">For how many milliseconds after its end, in stream time, a window still takes records.</param>
    /// <param name="store">Its store, restored.</param>
    public TimeWindows(long size, long advance, long grace, WindowBytesStore store)
        : this(size, advance, grace)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>The operator's stream time; -1 before the first record.</summary>
    public long StreamTime { get; private set; } = -1;

    /// <inheritdoc/>
    public long StoredTime => _store?.Time ?? -1;

    /// <summary>The length of a window in milliseconds.</summary>
    public long Size => _size;

    /// <summary>Windows that end here or before take no more records.</summary>
    public long CloseTime => StreamTime - _grace;

    /// <summary>How many windows of the record are closed, and so are left out.</summary>
    public int Expired { get; private set; }

    /// <summary>The windowed key, as it is on the wire: the key and the window's start. Changes with the next window.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _length);

    /// <summary>Moves the stream time on; it never goes back.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);

    /// <summary>Moves the stream time on so that <see cref="CloseTime"/> is a time or later.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    public void AdvanceToClose(long time) => Advance(time > long.MaxValue - _grace ? long.MaxValue : time + _grace);

    /// <summary>The first end of a window that is later than a time.</summary>
    public long NextEnd(long time) => time < _size ? _size : time + _advance - ((time - _size) % _advance);

    /// <summary>Starts with a record, before the first of its windows; the stream time moves on to it.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="timestamp">The record's timestamp, milliseconds since 1970-01-01 UTC.</param>
    public void Begin(ReadOnlySpan<byte> key, long timestamp)
    {
        Advance(timestamp);
        long first = Math.Max(0, timestamp - _size + _advance) / _advance * _advance;
        int count = (int)((timestamp - first) / _advance) + 1;
        long closed = CloseTime - _size;
        Expired = first > closed ? 0 : (int)Math.Min(count, ((closed - first) / _advance) + 1);
        _left = count - Expired;
        _next = first + (Expired * _advance);
        if (_left > 0)
        {
            SetKey(key);
        }
    }

    /// <summary>Goes to the record's next window.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        BinaryPrimitives.WriteInt64BigEndian(_key.AsSpan(_length - sizeof(long)), _next);
        _next += _advance;
        return true;
    }

    private void SetKey(ReadOnlySpan<byte> key)
    {
        _length = checked(key.Length + sizeof(long));
        if (_key.Length < _length)
        {
            _key = new byte[BitOperations.RoundUpToPowerOf2((uint)_length)];
        }

        key.CopyTo(_key);
    }
}
