using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="VersionedBytesStore"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record VersionedStoreDescriptor : StoreDescriptor
{
    /// <summary>Milliseconds for which versions are kept that later ones have followed.</summary>
    public required long HistoryRetention { get; init; }

    /// <inheritdoc/>
    internal override ChangelogRetention Retention => new(ChangelogRetentionKind.LatestAndHistory, HistoryRetention);

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Versioned(context, HistoryRetention);
}
