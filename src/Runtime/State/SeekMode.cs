namespace GenStreams.State;

/// <summary>Where to look for an entry from a key on, in the order of the bytes of the keys.</summary>
/// <param name="IsDescending">Whether the order is that from the greatest key to the least.</param>
/// <param name="IsPast">Whether an entry of the key itself is passed over.</param>
internal readonly record struct SeekMode(bool IsDescending, bool IsPast = false)
{
    /// <summary>The same order, past the key.</summary>
    public SeekMode Past => this with { IsPast = true };

    /// <summary>Whether a key comes before another.</summary>
    public bool IsBefore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> other) =>
        IsDescending ? key.SequenceCompareTo(other) > 0 : key.SequenceCompareTo(other) < 0;
}
