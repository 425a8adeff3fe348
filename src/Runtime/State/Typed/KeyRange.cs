namespace GenStreams;

/// <summary>Which keys of a store or table are read, and in which order: that of the keys' bytes, as unsigned numbers.</summary>
public static class KeyRange
{
    /// <summary>All keys.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    public static KeyRange<TKey> All<TKey>() => default;

    /// <summary>The keys between two, both included.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    public static KeyRange<TKey> Between<TKey>(TKey from, TKey to) => new() { From = from, HasFrom = true, To = to, HasTo = true };

    /// <summary>A key and those after it.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    public static KeyRange<TKey> From<TKey>(TKey from) => new() { From = from, HasFrom = true };

    /// <summary>The keys up to one, that included.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    public static KeyRange<TKey> To<TKey>(TKey to) => new() { To = to, HasTo = true };

    /// <summary>The keys whose bytes begin with others, such as all strings that begin with some text.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    public static KeyRange<TKey> StartingWith<TKey>(ReadOnlySpan<byte> prefix) =>
        new() { Prefix = prefix.ToArray(), PrefixEnd = State.ByteRange.EndOf(prefix) };
}
