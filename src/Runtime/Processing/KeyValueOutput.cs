using System.Buffers;
using GenStreams.Processing;

namespace GenStreams;

/// <summary>Where an operator method puts the records that it makes of one record, or of a punctuation.</summary>
/// <remarks>
/// <para>The records go on, in order, when the method has returned; if it throws, none does. A method with several outputs keeps the order
/// among all of them. One object per task, operator and parameter, reused.</para>
/// <para>A record has the timestamp and the headers of the current one unless it is given its own. In a punctuation that is the time of the
/// punctuation, and no headers.</para>
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class Output<TKey, TValue> : OutputBase
{
    private const long Inherited = -1;

    private (TKey Key, TValue Value)[] _records = new (TKey, TValue)[4];

    // Beside the records, since most have nothing of their own: looked at only when one of them has.
    private (long Timestamp, int HeadersAt, int HeadersLength)[] _own = [];
    private ArrayBufferWriter<byte>? _headers;
    private bool _hasOwn;

    /// <summary>The record at a position, for generated code and tests.</summary>
    public ref readonly (TKey Key, TValue Value) this[int index] => ref _records[index];

    /// <summary>Whether any record was given headers of its own, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool HasHeaders { get; private set; }

    /// <summary>Emits a record.</summary>
    public void Emit(TKey key, TValue value)
    {
        if (_hasOwn)
        {
            Own(Count) = (Inherited, 0, -1);
        }

        Add(key, value);
    }

    /// <summary>Emits a record with its own timestamp.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timestamp"/> is negative.</exception>
    public void Emit(TKey key, TValue value, long timestamp)
    {
        Check(timestamp);
        Own(Count) = (timestamp, 0, -1);
        Add(key, value);
    }

    /// <summary>Emits a record with its own headers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="headers">The headers, which are copied; they replace those of the current record.</param>
    public void Emit(TKey key, TValue value, RecordHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        AddOwn(Inherited, headers);
        Add(key, value);
    }

    /// <summary>Emits a record with its own timestamp and headers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    /// <param name="headers">The headers, which are copied; they replace those of the current record.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timestamp"/> is negative.</exception>
    public void Emit(TKey key, TValue value, long timestamp, RecordHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        Check(timestamp);
        AddOwn(timestamp, headers);
        Add(key, value);
    }

    /// <summary>The timestamp of the record at a position, for generated code and tests.</summary>
    /// <param name="index">The position.</param>
    /// <param name="inherited">That of the current record.</param>
    public long TimestampAt(int index, long inherited) =>
        _hasOwn && _own[index].Timestamp != Inherited ? _own[index].Timestamp : inherited;

    /// <summary>The headers of the record at a position as <see cref="RecordHeaders.Encoded"/>, for generated code.</summary>
    /// <param name="index">The position.</param>
    /// <param name="encoded">The headers.</param>
    /// <returns>False when it has those of the current record.</returns>
    public bool TryGetHeaders(int index, out ReadOnlySpan<byte> encoded)
    {
        if (!_hasOwn || _own[index].HeadersLength < 0)
        {
            encoded = default;
            return false;
        }

        encoded = _headers!.WrittenSpan.Slice(_own[index].HeadersAt, _own[index].HeadersLength);
        return true;
    }

    /// <summary>Forgets what was emitted, and lets keys and values be collected.</summary>
    public void Clear()
    {
        Array.Clear(_records, 0, Count);
        Count = 0;
        if (_hasOwn)
        {
            _hasOwn = false;
            HasHeaders = false;
            _headers?.ResetWrittenCount();
        }
    }

    private static void Check(long timestamp)
    {
        if (timestamp < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timestamp), timestamp, "A timestamp is in milliseconds since 1970-01-01 UTC and not negative.");
        }
    }

    private void Add(TKey key, TValue value)
    {
        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count * 2);
        }

        _records[Count] = (key, value);
        Emitted();
    }

    private void AddOwn(long timestamp, RecordHeaders headers)
    {
        _headers ??= new ArrayBufferWriter<byte>();
        var encoded = headers.Encoded;
        Own(Count) = (timestamp, _headers.WrittenCount, encoded.Length);
        _headers.Write(encoded);
        HasHeaders = true;
    }

    /// <summary>The place for what a record has of its own; the records before it have nothing when it is the first.</summary>
    private ref (long Timestamp, int HeadersAt, int HeadersLength) Own(int index)
    {
        if (index >= _own.Length)
        {
            Array.Resize(ref _own, Math.Max(_records.Length, index + 1));
        }

        if (!_hasOwn)
        {
            _own.AsSpan(0, index).Fill((Inherited, 0, -1));
            _hasOwn = true;
        }

        return ref _own[index];
    }
}
