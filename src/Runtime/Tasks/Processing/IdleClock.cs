namespace GenStreams.Tasks;

/// <summary>
/// Lets the stream time of a task go on while nothing comes: after some time without records it goes on from where it stood, as fast as the
/// wall clock does. It does not jump to the wall clock: records that are read long after their time are not late for that.
/// </summary>
/// <param name="after">How long nothing must have come, milliseconds.</param>
internal sealed class IdleClock(long after)
{
    private long _since;
    private long _streamTime = -1;

    /// <summary>Records came, or may come.</summary>
    /// <param name="now">A clock that only goes forward, milliseconds.</param>
    /// <param name="streamTime">The task's stream time; negative when it has none yet.</param>
    public void Active(long now, long streamTime)
    {
        _since = now;
        _streamTime = streamTime;
    }

    /// <summary>Nothing came, and nothing waits to be read.</summary>
    /// <param name="now">The same clock.</param>
    /// <param name="streamTime">Where the stream time is by now.</param>
    /// <returns>Whether the stream time moves.</returns>
    public bool TryAdvance(long now, out long streamTime)
    {
        streamTime = _streamTime + (now - _since);
        return _streamTime >= 0 && now - _since >= after;
    }
}
