using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="ProgressStore"/>.</summary>
public sealed record ProgressStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    public override bool IsQueryable => false;

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) => new ProgressStore(Name, changelog);
}
