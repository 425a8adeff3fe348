using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="SubscriptionStore"/> of a foreign-key join.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SubscriptionStoreDescriptor : StoreDescriptor
{
    /// <inheritdoc/>
    internal override bool IsQueryable => false;

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.Subscription(context);
}
