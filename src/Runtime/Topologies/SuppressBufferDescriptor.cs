using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="SuppressBuffer"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SuppressBufferDescriptor : StoreDescriptor
{
    /// <summary>How long and how much it holds back.</summary>
    public required SuppressLimits Limits { get; init; }

    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Suppress(context, Limits);
}
