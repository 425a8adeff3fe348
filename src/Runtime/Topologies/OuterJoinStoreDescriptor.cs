using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>An <see cref="OuterJoinBytesStore"/>: the records of a left or outer stream-stream join that have no partner yet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OuterJoinStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.OuterJoin(context);
}
