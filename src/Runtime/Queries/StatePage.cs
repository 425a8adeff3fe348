using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Queries;

/// <summary>Which entries of a store a query reads at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StatePage
{
    /// <summary>The most entries of a page: what tasks wait for while it is copied.</summary>
    public const int LargestLimit = 1024;

    /// <summary>What readers begin with who do not know how many they need.</summary>
    internal const int SmallLimit = 64;

    /// <summary>All entries from the first on.</summary>
    public StatePage()
    {
    }

    /// <summary>The least key, included; null: from the beginning.</summary>
    public byte[]? From { get; init; }

    /// <summary>The greatest key, included; null: to the end.</summary>
    public byte[]? To { get; init; }

    /// <summary>What keys begin with; null: anything.</summary>
    public byte[]? Prefix { get; init; }

    /// <summary>Only what comes behind this key: the last one of the page before; null: all.</summary>
    public byte[]? After { get; init; }

    /// <summary>Whether the greatest key comes first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>How many entries at most, 1 to <see cref="LargestLimit"/>.</summary>
    public int Limit { get; init; } = LargestLimit;

    /// <summary>The order of the entries.</summary>
    internal Comparison<StateEntry> Order => IsDescending
        ? static (left, right) => right.Key.Span.SequenceCompareTo(left.Key.Span)
        : StateEntry.ByKey;

    /// <summary>The range, without the limit.</summary>
    /// <param name="prefixEnd">The first key behind those with the prefix.</param>
    internal ByteRange RangeTo(byte[]? prefixEnd) => new()
    {
        From = BytesOf(From),
        To = BytesOf(To),
        Prefix = Prefix,
        PrefixEnd = BytesOf(prefixEnd),
        After = BytesOf(After),
        IsDescending = IsDescending,
    };

    private static Bytes BytesOf(byte[]? key) => key == null ? Bytes.Null : new Bytes(key);
}
