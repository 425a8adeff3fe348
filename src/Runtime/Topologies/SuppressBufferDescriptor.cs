using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="SuppressBuffer"/>.</summary>
public sealed record SuppressBufferDescriptor : StoreDescriptor
{
    /// <summary>How long and how much it holds back.</summary>
    public required SuppressLimits Limits { get; init; }

    /// <inheritdoc/>
    public override bool IsQueryable => false;

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) => new SuppressBuffer(Name, changelog, Limits);
}
