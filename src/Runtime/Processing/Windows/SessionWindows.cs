using GenStreams.State;

namespace GenStreams.Processing.Windows;

/// <summary>
/// The sessions of an aggregation: finds those that a record falls into or joins, and the one that all of them become. One object per
/// operator and task: it has the operator's stream time, the greatest timestamp that has come to it.
/// </summary>
/// <remarks>Kafka Streams' <c>SessionWindows</c> and <c>KStreamSessionWindowAggregate</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SessionWindows : TimeOrderedWindows
{
    private readonly TimeOrderedBytesStore _store;
    private readonly long _gap;
    private WindowTimes[] _found = new WindowTimes[8];
    private WindowedKey _key;
    private int _count;
    private int _next;
    private WindowTimes _merged;
    private bool _replacesItself;

    /// <summary>Sessions of one operator.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="gap">The greatest distance of two records that follow each other in a session, in milliseconds.</param>
    /// <param name="grace">For how many milliseconds after its end and the gap, in stream time, a session still takes records.</param>
    public SessionWindows(TimeOrderedBytesStore store, long gap, long grace)
        : base(store, gap + grace, length: 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        ArgumentOutOfRangeException.ThrowIfNegative(grace);
        _store = store;
        _gap = gap;
    }

    /// <summary>The key of the current session, as it is on the wire: the record's key, end and start. Changes with the next session.</summary>
    public ReadOnlySpan<byte> Key => _key.Span;

    /// <summary>The value of the current session; valid until the store is next written to.</summary>
    public ReadOnlySpan<byte> Value => _store.ValueOf(_key.Span);

    /// <summary>The end of the current session, which is its timestamp.</summary>
    public long End { get; private set; }

    /// <summary>Starts with a record; the stream time moves on to it.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="timestamp">The record's timestamp, milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Whether its session still takes records; nothing changes when not.</returns>
    public bool Begin(ReadOnlySpan<byte> key, long timestamp)
    {
        Advance(timestamp);
        _count = _store.Find(key, timestamp - _gap, timestamp + _gap, ref _found);
        _next = 0;
        _merged = new WindowTimes(timestamp, timestamp);
        foreach (var session in _found.AsSpan(0, _count))
        {
            _merged = new WindowTimes(Math.Min(_merged.Start, session.Start), Math.Max(_merged.Timestamp, session.Timestamp));
        }

        if (_merged.Timestamp < CloseTime)
        {
            return false;
        }

        // A session is also deleted before the same one is put again, unless it is a single moment: what a record cache hides.
        _replacesItself = !_store.IsCached && _merged.Start != _merged.Timestamp;
        _key.Set(key, EntryTimes.OfSession);
        return true;
    }

    /// <summary>Goes to the next session that was found, in the order of their ends, to read what it has.</summary>
    /// <returns>Whether there is one; when not, <see cref="MoveToReplaced"/> begins with the first.</returns>
    public bool MoveNext()
    {
        if (_next < _count)
        {
            MoveTo(_found[_next++]);
            return true;
        }

        _next = 0;
        return false;
    }

    /// <summary>
    /// Goes to the next session that was found and has to be deleted, since another replaces it; after the last one, to the one that replaces
    /// them.
    /// </summary>
    /// <returns>Whether there is one to delete. When not, the current session is the one that replaces them.</returns>
    public bool MoveToReplaced()
    {
        while (_next < _count)
        {
            var session = _found[_next++];
            if (session != _merged || _replacesItself)
            {
                MoveTo(session);
                return true;
            }
        }

        MoveTo(_merged);
        return false;
    }

    private void MoveTo(WindowTimes session)
    {
        End = session.Timestamp;
        _key.SetTimes(session.Timestamp, session.Start);
    }
}
