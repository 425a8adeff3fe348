using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>What an entry was at the last commit.</summary>
internal readonly ref struct UndoRecord(ReadOnlySpan<byte> key, Bytes value, long timestamp, int tag)
{
    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>The value; null: it was not there.</summary>
    public Bytes Value { get; } = value;

    /// <summary>The timestamp.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>What else the store noted.</summary>
    public int Tag { get; } = tag;
}
