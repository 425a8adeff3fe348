using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="SubscriptionStore"/> of a foreign-key join.</summary>
public sealed record SubscriptionStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    public override bool IsQueryable => false;

    /// <inheritdoc/>
    public override StateStore Create(IChangelog? changelog, RecordCacheBudget? cache) => new SubscriptionStore(Name, changelog);
}
