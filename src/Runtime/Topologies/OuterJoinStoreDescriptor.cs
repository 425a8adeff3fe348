using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>An <see cref="OuterJoinBytesStore"/>: the records of a left or outer stream-stream join that have no partner yet.</summary>
public sealed record OuterJoinStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    public override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.OuterJoin(context);
}
