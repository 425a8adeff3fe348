using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>An <see cref="OuterJoinBytesStore"/>: the records of a left or outer stream-stream join that have no partner yet.</summary>
public sealed record OuterJoinStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    public override bool IsQueryable => false;

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) => new OuterJoinBytesStore(Name, changelog);
}
