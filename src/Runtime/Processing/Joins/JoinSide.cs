using GenStreams.State;

namespace GenStreams.Processing;

/// <summary>A side of a <see cref="StreamJoin"/>; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JoinSide
{
    private readonly StreamJoin _join;
    private readonly bool _isLeft;
    private readonly JoinWindowBytesStore _own;
    private readonly JoinWindowBytesStore _other;
    private readonly long _before;
    private readonly long _after;
    private readonly bool _isOtherOuter;

    internal JoinSide(
        StreamJoin join, bool isLeft, JoinWindowBytesStore own, JoinWindowBytesStore other, long before, long after, bool isOtherOuter)
    {
        _join = join;
        _isLeft = isLeft;
        _own = own;
        _other = other;
        _before = before;
        _after = after;
        _isOtherOuter = isOtherOuter;
    }

    /// <summary>Whether there may be rows without a partner whose time is over now. A record that is late never finds any.</summary>
    /// <param name="timestamp">The timestamp of the current record.</param>
    public bool Expires(long timestamp) => timestamp == _join.StreamTime && _join.MayHaveExpired(_after);

    /// <summary>The records of the other side that a record joins with, by time and, where that is equal, by arrival.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timestamp">The record's timestamp.</param>
    public JoinMatches Match(ReadOnlySpan<byte> key, long timestamp) => new(
        _other.Fetch(key, Math.Max(0, timestamp - _before), timestamp + _after),
        _isOtherOuter ? _join.Store : null,
        !_isLeft,
        key,
        timestamp);

    /// <summary>
    /// Whether the time of a record without a partner is over already, so that it is joined with null at once. Grace does not count here,
    /// as in Kafka Streams: a partner that comes within the grace makes a second result.
    /// </summary>
    /// <param name="timestamp">The record's timestamp.</param>
    public bool IsOver(long timestamp) => timestamp + _after < _join.StreamTime;

    /// <summary>Holds a record back that has no partner yet.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The record's timestamp.</param>
    public void Hold(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        _join.Hold(timestamp);
        _join.Store!.Add(_isLeft, key, value, timestamp);
    }

    /// <summary>
    /// Keeps a record for those of the other side that will match it: the last step. One without a key is no row; one without a value is
    /// only logged.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The record's timestamp.</param>
    /// <returns>False when the record is too old to be kept.</returns>
    public bool Put(Bytes key, Bytes value, long timestamp) => key.IsNull || _own.Put(key.Span, value, timestamp);
}
