using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="ProgressStore"/>.</summary>
public sealed record ProgressStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    public override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Progress(context);
}
