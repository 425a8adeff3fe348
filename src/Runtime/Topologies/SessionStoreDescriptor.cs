using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="TimeOrderedBytesStore"/> of sessions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SessionStoreDescriptor : StoreDescriptor
{
    /// <summary>How long a session is kept after its end, in milliseconds.</summary>
    public required long RetentionMilliseconds { get; init; }

    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    /// <summary>Whether its sessions are emitted when they close.</summary>
    public bool EmitsOnClose { get; init; }

    /// <inheritdoc/>
    internal override ChangelogRetention Retention => new(ChangelogRetentionKind.LatestWithinTime, RetentionMilliseconds);

    private protected override StateStore Create(StoreFactory factory, in StoreContext context)
    {
        var cached = Cached(context, Caching);
        return factory.TimeOrdered(
            cached, TimeOrderedRules.OfSessions(RetentionMilliseconds, KeepsOldValues, EmitsOnClose, isCached: cached.Cache is { Limit: > 0 }));
    }
}
