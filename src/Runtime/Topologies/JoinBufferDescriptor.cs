using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="JoinBuffer"/>.</summary>
public sealed record JoinBufferDescriptor : StoreDescriptor
{
    /// <summary>Milliseconds for which a record of the stream is held back.</summary>
    public required long Grace { get; init; }

    /// <inheritdoc/>
    public override bool IsQueryable => false;

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) => new JoinBuffer(Name, changelog, Grace);
}
