namespace GenStreams.Processing;

/// <summary>An operator, or a buffer, that has a stream time of its own: what is older than that is late for it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStreamTime
{
    /// <summary>The greatest timestamp that has come to it, milliseconds since 1970-01-01 UTC; -1 before the first record.</summary>
    long StreamTime { get; }

    /// <summary>
    /// How far the stream time has come at least by what is in the operator's stores; -1 when they say nothing. Without transactions it can be ahead of what is
    /// committed.
    /// </summary>
    long StoredTime { get; }

    /// <summary>Moves the stream time on; it never goes back.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    void Advance(long time);
}
