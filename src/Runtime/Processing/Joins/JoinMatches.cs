using GenStreams.State;

namespace GenStreams.Processing;

/// <summary>
/// Goes through what a record of a <see cref="StreamJoin"/> matches; for generated code. A row of the other side that waited for a partner
/// waits no more.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JoinMatches
{
    private readonly OuterJoinBytesStore? _unjoined;
    private readonly bool _isOtherLeft;
    private readonly ReadOnlySpan<byte> _key;
    private readonly long _timestamp;
    private JoinWindowRows _rows;

    internal JoinMatches(JoinWindowRows rows, OuterJoinBytesStore? unjoined, bool isOtherLeft, ReadOnlySpan<byte> key, long timestamp)
    {
        _rows = rows;
        _unjoined = unjoined;
        _isOtherLeft = isOtherLeft;
        _key = key;
        _timestamp = timestamp;
    }

    /// <summary>The value of the other side.</summary>
    public readonly ReadOnlySpan<byte> Value => _rows.Value;

    /// <summary>The timestamp of the result: the greater of both. Milliseconds since 1970-01-01 UTC.</summary>
    public readonly long Timestamp => Math.Max(_timestamp, _rows.Timestamp);

    /// <summary>Goes to the next match.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (!_rows.MoveNext())
        {
            return false;
        }

        _unjoined?.Remove(_isOtherLeft, _key, _rows.Timestamp, _timestamp);
        return true;
    }
}
