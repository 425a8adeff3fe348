using GenStreams.State;

namespace GenStreams.Processing;

/// <summary>
/// Goes through the rows of a <see cref="StreamJoin"/> that have found no partner and whose time is over, and removes them; for generated
/// code. A row goes only when all of its values have been forwarded, so that none is lost should the task end in between.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct UnjoinedRows
{
    private readonly StreamJoin _join;
    private readonly OuterJoinBytesStore _store;
    private readonly long _now;
    private readonly long _lastTime;
    private OuterJoinRow _row;
    private bool _isInRow;
    private int _value;

    internal UnjoinedRows(StreamJoin join, OuterJoinBytesStore store, long now)
    {
        _join = join;
        _store = store;
        _now = now;
        _lastTime = join.LastTime();
    }

    /// <summary>The key.</summary>
    public readonly ReadOnlySpan<byte> Key => _row.Key;

    /// <summary>The value, of the side that the row came from.</summary>
    public readonly ReadOnlySpan<byte> Value => OuterJoinValues.ValueAt(_row.Values, _value);

    /// <summary>Whether the row came from the left side.</summary>
    public bool IsLeft { get; private set; }

    /// <summary>The timestamp of the row, and of its result. Milliseconds since 1970-01-01 UTC.</summary>
    public readonly long Timestamp => _row.Timestamp;

    /// <summary>Goes to the next value.</summary>
    /// <returns>False when there is none: the rows are then removed.</returns>
    public bool MoveNext()
    {
        if (_isInRow)
        {
            _value = OuterJoinValues.After(_row.Values, _value);
            if (_value < _row.Values.Length)
            {
                return true;
            }

            _isInRow = false;
            _store.RemoveFirst(IsLeft, _now);
        }

        if (!_join.NextExpired(out bool isLeft))
        {
            _join.EndScan(_lastTime);
            return false;
        }

        IsLeft = isLeft;
        _row = _store.First(isLeft);
        _value = OuterJoinValues.Prefix;
        _isInRow = true;
        return true;
    }
}
