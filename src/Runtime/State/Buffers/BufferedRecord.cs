using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A record that leaves a buffer: to be forwarded as if it came now, with the timestamp, the headers and the origin that it came with.
/// Valid until the next record is taken, or the buffer is written to.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct BufferedRecord
{
    private readonly BufferedValue _value;

    internal BufferedRecord(ReadOnlySpan<byte> key, BufferedValue value)
    {
        Key = key;
        _value = value;
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>
    /// The value that was last forwarded for the key; null when there was none. It is what a change takes the place of for those that
    /// follow. (Kafka Streams tells the value before the last update, which those that follow may never have got.)
    /// </summary>
    public Bytes OldValue => _value.Prior;

    /// <summary>The value; null when the key was deleted.</summary>
    public Bytes NewValue => _value.New;

    /// <summary>The timestamp, milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp => _value.Timestamp;

    internal BufferedValue Value => _value;
}
