using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="ProgressStore"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProgressStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Progress(context);
}
