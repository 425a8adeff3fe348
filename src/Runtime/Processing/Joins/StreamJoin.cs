using GenStreams.State;

namespace GenStreams.Processing;

/// <summary>
/// A join of two streams: what its two sides share; for generated code. The rules and their order are those of Kafka Streams'
/// <c>KStreamKStreamJoin</c>.
/// </summary>
/// <remarks>
/// For each record of a side, generated code: tells the time (<see cref="Advance"/>); drops a record without key or value, or joins it with
/// null; forwards rows without a partner whose time is over (<see cref="JoinSide.Expires"/>, <see cref="Unjoined"/>); joins with what it
/// matches (<see cref="JoinSide.Match"/>), or with null, or holds it back; and puts it into its own store only then, so that no record
/// joins with itself.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamJoin : IStreamTime
{
    private readonly JoinWindowBytesStore _left;
    private readonly JoinWindowBytesStore _right;
    private readonly long _before;
    private readonly long _after;

    // The time before which no row was held back when it was last looked, as Kafka Streams takes it; the greatest number at first, so that
    // what was restored is looked at with the first record: adding to it overflows, which is meant.
    private long _minTime = long.MaxValue;

    /// <summary>A join.</summary>
    /// <param name="left">The rows of the left side.</param>
    /// <param name="right">The rows of the right side.</param>
    /// <param name="unjoined">The rows without a partner; null for an inner join.</param>
    /// <param name="before">How long a right record may lie before a left one, in milliseconds.</param>
    /// <param name="after">How long a right record may lie after a left one, in milliseconds.</param>
    /// <param name="grace">How long after its time is over a row still waits for late partners, in milliseconds.</param>
    /// <param name="keepsRight">Whether rows of the right side without a partner are kept too: an outer join.</param>
    public StreamJoin(
        JoinWindowBytesStore left,
        JoinWindowBytesStore right,
        OuterJoinBytesStore? unjoined,
        long before,
        long after,
        long grace,
        bool keepsRight)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        _left = left;
        _right = right;
        _before = before;
        _after = after;
        Grace = grace;
        Store = unjoined;
        Left = new JoinSide(this, isLeft: true, left, right, before, after, isOtherOuter: unjoined is not null && keepsRight);
        Right = new JoinSide(this, isLeft: false, right, left, after, before, isOtherOuter: unjoined is not null);
    }

    /// <summary>The left side.</summary>
    public JoinSide Left { get; }

    /// <summary>The right side.</summary>
    public JoinSide Right { get; }

    /// <summary>The greatest timestamp of all records of both sides, those without key or value too; -1 before the first.</summary>
    public long StreamTime { get; private set; } = -1;

    /// <inheritdoc/>
    public long StoredTime => Math.Max(_left.Time, _right.Time);

    internal long Grace { get; }

    internal OuterJoinBytesStore? Store { get; }

    /// <summary>Advances stream time by a record; called before anything else.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);

    /// <summary>Moves the time on though no record has come.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Whether there may be rows without a partner whose time is over now: then go through <see cref="Unjoined"/>.</returns>
    public bool AdvanceIdle(long time)
    {
        bool advances = time > StreamTime;
        StreamTime = Math.Max(StreamTime, time);
        return advances && NextExpired(out _);
    }

    /// <summary>The rows without a partner whose time is over, in order; each is removed after it was read.</summary>
    /// <param name="now">The timestamp of the current record, which the changelog gets for rows that are removed.</param>
    public UnjoinedRows Unjoined(long now) => new(this, Store!, now);

    internal bool MayHaveExpired(long after) => unchecked(_minTime + after + Grace) < StreamTime;

    internal void Hold(long timestamp) => _minTime = Math.Min(_minTime, timestamp);

    /// <summary>The time of the last row there is: as far as Kafka Streams' scan can get.</summary>
    internal long LastTime()
    {
        long last = Math.Max(Store!.LastTime(isLeft: true), Store.LastTime(isLeft: false));
        return last < 0 ? long.MaxValue : last;
    }

    /// <summary>The side whose first row is the next whose time is over.</summary>
    /// <param name="isLeft">Whether it is the left one.</param>
    /// <returns>False when there is none.</returns>
    internal bool NextExpired(out bool isLeft)
    {
        long left = Store!.FirstTime(isLeft: true);
        long right = Store.FirstTime(isLeft: false);
        bool isLeftOver = left >= 0 && IsOver(left, _after);
        bool isRightOver = right >= 0 && IsOver(right, _before);
        isLeft = isLeftOver && (!isRightOver || left < right);
        return isLeftOver || isRightOver;
    }

    /// <summary>
    /// Sets the time from which it is worth looking again. It is the time of the last row that Kafka Streams' scan looks at, not of
    /// the first that it leaves, so that some rows are emitted later than they could be: what it does is the rule.
    /// </summary>
    /// <param name="lastTime">The time of the last row when the scan began.</param>
    internal void EndScan(long lastTime)
    {
        long left = Store!.FirstTime(isLeft: true);
        long right = Store.FirstTime(isLeft: false);
        if (left < 0 || right < 0)
        {
            // It looks for a row of the other side that is still open, through to the end.
            _minTime = lastTime;
            return;
        }

        // It ends at the value behind the first open ones of both sides.
        bool endsLeft = left >= right;
        var last = Store.First(endsLeft);
        long end = last.Timestamp;
        if (OuterJoinValues.After(last.Values, OuterJoinValues.Prefix) < last.Values.Length)
        {
            _minTime = end;
            return;
        }

        long second = TimeOr(Store.SecondTime(endsLeft), long.MaxValue);
        long other = TimeOr(Store.TimeNotBefore(!endsLeft, endsLeft ? end + 1 : end), long.MaxValue);
        long next = Math.Min(second, other);
        _minTime = next == long.MaxValue ? end : next;
    }

    private bool IsOver(long timestamp, long look) => timestamp + look + Grace < StreamTime;

    private static long TimeOr(long time, long otherwise) => time < 0 ? otherwise : time;
}
