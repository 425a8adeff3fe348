using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="WindowBytesStore"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WindowStoreDescriptor : StoreDescriptor
{
    /// <summary>For how many milliseconds a window is kept, from its start.</summary>
    public required long RetentionMilliseconds { get; init; }

    /// <summary>How many milliseconds of window starts go out of retention together.</summary>
    public required long SegmentMilliseconds { get; init; }

    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    /// <inheritdoc/>
    internal override ChangelogRetention Retention => new(ChangelogRetentionKind.LatestWithinTime, RetentionMilliseconds);

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Window(
        Cached(context, Caching), RetentionMilliseconds, SegmentMilliseconds, KeepsOldValues);
}
