namespace GenStreams.Topologies;

/// <summary>The name of a topic: as it is, or of an internal topic, before which the application id stands.</summary>
/// <param name="Name">The name; for an internal topic without the application id, such as <c>counts-changelog</c>.</param>
/// <param name="IsInternal">Whether the topic belongs to the topology, which creates it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TopicName(string Name, bool IsInternal = false)
{
    /// <summary>The full name.</summary>
    public string Resolve(string applicationId) => IsInternal ? $"{applicationId}-{Name}" : Name;
}
