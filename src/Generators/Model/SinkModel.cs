namespace GenStreams.Generators.Model;

/// <summary>A <c>[Sink]</c> on a member.</summary>
/// <param name="Topic">The topic; null when <paramref name="TopicSelector"/> chooses it.</param>
/// <param name="TopicSelector">The user's method that chooses the topic of a record.</param>
/// <param name="Partitioner">The user's method that chooses the partition; null: murmur2 of the key.</param>
/// <param name="Anchor">The attribute.</param>
/// <param name="TopicAnchor">The topic's argument; the attribute when there is none.</param>
internal sealed record SinkModel(
    string? Topic, MethodModel? TopicSelector, MethodModel? Partitioner, AnchorId Anchor, AnchorId TopicAnchor);
