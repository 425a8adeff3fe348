using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>Where a store's changes are written down, so that its content can be restored elsewhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IChangelog
{
    /// <summary>Writes a change down.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new value; null when the key was deleted.</param>
    /// <param name="timestamp">The timestamp of the value, milliseconds since 1970-01-01 UTC.</param>
    void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp);

    /// <summary>Writes a change down together with headers, which say how it is to be read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new value; null when the key was deleted.</param>
    /// <param name="timestamp">The timestamp of the value, milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers.</param>
    void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers) => Append(key, value, timestamp);
}
