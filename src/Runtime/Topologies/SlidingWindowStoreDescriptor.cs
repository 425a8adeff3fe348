using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="TimeOrderedBytesStore"/> of sliding windows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SlidingWindowStoreDescriptor : StoreDescriptor
{
    /// <summary>How long a window is kept after its start, in milliseconds.</summary>
    public required long RetentionMilliseconds { get; init; }

    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    /// <summary>Whether its windows are emitted when they close.</summary>
    public bool EmitsOnClose { get; init; }

    /// <inheritdoc/>
    internal override ChangelogRetention Retention => new(ChangelogRetentionKind.LatestWithinTime, RetentionMilliseconds);

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.TimeOrdered(
        Cached(context, Caching), TimeOrderedRules.OfSlidingWindows(RetentionMilliseconds, KeepsOldValues, EmitsOnClose));
}
