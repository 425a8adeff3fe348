using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="KeyValueBytesStore"/>.</summary>
public sealed record KeyValueStoreDescriptor : StoreDescriptor
{
    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) =>
        new KeyValueBytesStore(Name, changelog, Caching ? cache : null, KeepsOldValues);
}
