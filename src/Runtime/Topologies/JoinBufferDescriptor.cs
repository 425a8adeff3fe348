using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="JoinBuffer"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record JoinBufferDescriptor : StoreDescriptor
{
    /// <summary>Milliseconds for which a record of the stream is held back.</summary>
    public required long Grace { get; init; }

    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.JoinBuffer(context, Grace);
}
