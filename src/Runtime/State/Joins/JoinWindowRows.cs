namespace GenStreams.State;

/// <summary>Goes through rows of a <see cref="JoinWindowBytesStore"/>; valid until the store is next written to.</summary>
public unsafe ref struct JoinWindowRows
{
    private readonly JoinWindowBytesStore _store;
    private readonly ReadOnlySpan<byte> _key;
    private readonly ulong _hash;
    private readonly long _from;
    private readonly long _to;
    private readonly long _lastSegment;
    private long _segment;
    private JoinRow* _row;
    private JoinRow* _end;

    internal JoinWindowRows(JoinWindowBytesStore store, ReadOnlySpan<byte> key, ulong hash, long from, long to, long interval)
    {
        _store = store;
        _key = key;
        _hash = hash;
        _from = from;
        _to = to;
        _segment = from / interval;
        _lastSegment = from > to ? _segment - 1 : to / interval;
    }

    /// <summary>The value of the row.</summary>
    public readonly ReadOnlySpan<byte> Value => new(_row->Value, _row->Length);

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public readonly long Timestamp => _row->Timestamp;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (_row != null && ++_row < _end)
        {
            return true;
        }

        while (_segment <= _lastSegment)
        {
            if (Enter(_segment++))
            {
                return true;
            }
        }

        return false;
    }

    private bool Enter(long id)
    {
        var segment = _store.Segment(id);
        var rows = segment is null ? null : segment.Find(_key, _hash);
        if (rows == null)
        {
            _row = _end = null;
            return false;
        }

        _row = rows->Items + JoinRows.IndexAfter(rows, _from - 1);
        _end = rows->Items + JoinRows.IndexAfter(rows, _to);
        if (_row < _end)
        {
            return true;
        }

        _row = null;
        return false;
    }
}
