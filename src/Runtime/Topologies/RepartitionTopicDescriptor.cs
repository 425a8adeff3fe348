using System.Collections.Immutable;

namespace GenStreams.Topologies;

/// <summary>An internal topic through which records go to the partition of their new key.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partitions">Its partition count; null: the greatest of <paramref name="Upstream"/>, or of its co-partition group.</param>
/// <param name="Upstream">The source topics of the sub-topologies that write to it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RepartitionTopicDescriptor(TopicName Topic, int? Partitions, ImmutableArray<TopicName> Upstream);
