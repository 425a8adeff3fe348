using GenStreams.State;

namespace GenStreams.Processing;

/// <summary>
/// Goes through the rows of a <see cref="StreamJoin"/> that have found no partner and whose time is over, and removes them; for generated
/// code. A row goes only when all of its values have been forwarded, so that none is lost should the task end in between.
/// </summary>
public unsafe ref struct UnjoinedRows
{
    private readonly StreamJoin _join;
    private readonly OuterJoinBytesStore _store;
    private readonly long _now;
    private readonly long _lastTime;
    private OuterRowList? _list;
    private OuterRow* _row;
    private int _value;

    internal UnjoinedRows(StreamJoin join, OuterJoinBytesStore store, long now)
    {
        _join = join;
        _store = store;
        _now = now;
        _lastTime = join.LastTime();
    }

    /// <summary>The key.</summary>
    public readonly ReadOnlySpan<byte> Key => OuterRow.KeyOf(_row);

    /// <summary>The value, of the side that the row came from.</summary>
    public readonly ReadOnlySpan<byte> Value => OuterJoinBytesStore.ValueAt(_row, _value);

    /// <summary>Whether the row came from the left side.</summary>
    public readonly bool IsLeft => _row->IsLeft;

    /// <summary>The timestamp of the row, and of its result. Milliseconds since 1970-01-01 UTC.</summary>
    public readonly long Timestamp => _row->Timestamp;

    /// <summary>Goes to the next value.</summary>
    /// <returns>False when there is none: the rows are then removed.</returns>
    public bool MoveNext()
    {
        if (_row != null)
        {
            _value = OuterJoinBytesStore.After(_row, _value);
            if (_value < _row->ValuesLength)
            {
                return true;
            }

            _store.RemoveFirst(_list!, _now);
            _row = null;
        }

        _list = _join.NextExpired();
        if (_list is null)
        {
            _join.EndScan(_lastTime);
            _store.Compact();
            return false;
        }

        _row = _list.First;
        _value = OuterJoinBytesStore.FirstValue;
        return true;
    }
}
