namespace GenStreams.Topologies;

/// <summary>With which serdes a topology reads or writes a topic, for tools that read and write it too, such as the test driver.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">An <see cref="ISerde{T}"/> of the keys; null when they are bytes that the topology does not look into.</param>
/// <param name="Value">An <see cref="ISerde{T}"/> of the values; null when they are bytes that the topology does not look into.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TopicSerdes(TopicName Topic, object? Key, object? Value);
