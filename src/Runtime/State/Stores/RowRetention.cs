using System.Buffers;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Deletes the rows of a store that nobody has written to for its retention, by the stream time of its task. Ten times in each retention the store is gone
/// through, a slice with each record: so a row goes when it is older than the retention, at the latest a tenth later, and no call looks at more than a slice.
/// For generated code.
/// </summary>
/// <remarks>
/// The deletion has the time at which the row was to go, whenever it is found. A late record that is older than the retention makes a row, which goes
/// with the others. Where each slice begins is not kept over a restart: the store is gone through anew.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowRetention : IChangelog
{
    private const int Slice = 16;
    private const int RoundsPerRetention = 10;

    private readonly KeyValueBytesStore _store;
    private readonly long _retention;
    private readonly ContentCursor _cursor = new();
    private readonly ArrayBufferWriter<byte> _keys = new(256);
    private readonly ArrayBufferWriter<byte> _oldValue = new(256);
    private readonly List<Row> _found = [];
    private readonly Comparison<Row> _order;
    private long _time = -1;
    private long _nextRound = long.MinValue;
    private bool _isInRound;
    private int _taken = -1;

    /// <summary>The retention of a store's rows.</summary>
    /// <param name="store">The store.</param>
    /// <param name="retention">Milliseconds.</param>
    public RowRetention(KeyValueBytesStore store, long retention)
    {
        _store = store;
        _retention = retention;
        _order = (left, right) => left.Timestamp != right.Timestamp
            ? left.Timestamp.CompareTo(right.Timestamp)
            : KeyOf(left).SequenceCompareTo(KeyOf(right));
    }

    /// <summary>Moves the stream time on; it never goes back.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Whether there may be rows to take.</returns>
    public bool Advance(long time)
    {
        _time = Math.Max(_time, time);
        return _isInRound || _time >= _nextRound;
    }

    /// <summary>Deletes the next row of a slice, to be called until there is none.</summary>
    /// <param name="change">
    /// The deletion, where the store does not hold it back; valid until the next call. Its key and its old value may be used while the store is written to.
    /// </param>
    /// <returns>Whether there was one to be told.</returns>
    public bool TryTake(out KeyValueChange change)
    {
        if (_taken < 0)
        {
            Look();
        }

        while (_taken < _found.Count)
        {
            var key = KeyOf(_found[_taken++]);

            // What was told of the rows before may have changed this one.
            if (!_store.TryGet(key, out var entry) || !IsOver(entry.Timestamp))
            {
                continue;
            }

            long timestamp = entry.Timestamp + _retention;
            if (_store.IsCached)
            {
                _store.Delete(key, timestamp);
                continue;
            }

            _oldValue.ResetWrittenCount();
            _oldValue.Write(entry.Value);
            _store.Delete(key, timestamp);
            change = new KeyValueChange(key, new Bytes(_oldValue.WrittenSpan), Bytes.Null, timestamp, headers: default, RecordOrigin.None);
            return true;
        }

        _taken = -1;
        change = default;
        return false;
    }

    /// <inheritdoc/>
    void IChangelog.Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (IsOver(timestamp))
        {
            _found.Add(new Row(_keys.WrittenCount, key.Length, timestamp));
            _keys.Write(key);
        }
    }

    private void Look()
    {
        _found.Clear();
        _keys.ResetWrittenCount();
        if (!_isInRound)
        {
            _isInRound = true;
            _cursor.MoveTo(long.MinValue);
        }

        if (!_store.CopyTo(this, _cursor, Slice))
        {
            _isInRound = false;
            _nextRound = _time + Math.Max(1, _retention / RoundsPerRetention);
        }

        // The store has its own order, which another process does not have: here at least the rows of a slice go in theirs.
        _found.Sort(_order);
        _taken = 0;
    }

    private bool IsOver(long timestamp) => timestamp < _time - _retention;

    private ReadOnlySpan<byte> KeyOf(Row row) => _keys.WrittenSpan.Slice(row.Offset, row.Length);

    private readonly record struct Row(int Offset, int Length, long Timestamp);
}
