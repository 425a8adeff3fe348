namespace GenStreams;

/// <summary>Which keys are read, and in which order; see <see cref="KeyRange"/>.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
public readonly record struct KeyRange<TKey>
{
    internal TKey? From { get; init; }

    internal bool HasFrom { get; init; }

    internal TKey? To { get; init; }

    internal bool HasTo { get; init; }

    internal TKey? Last { get; init; }

    internal bool HasLast { get; init; }

    internal byte[]? Prefix { get; init; }

    internal byte[]? PrefixEnd { get; init; }

    internal bool IsDescending { get; init; }

    /// <summary>The same keys, the greatest first.</summary>
    public KeyRange<TKey> Descending() => this with { IsDescending = true };

    /// <summary>What comes behind a key in the order of the range: the next page after the one that ended with it.</summary>
    public KeyRange<TKey> After(TKey key) => this with { Last = key, HasLast = true };
}
