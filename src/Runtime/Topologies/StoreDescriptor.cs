namespace GenStreams.Topologies;

/// <summary>A store of a sub-topology.</summary>
public sealed record StoreDescriptor
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The topic that the store is restored from: its own changelog, or the source topic that serves as one; null when its changes are
    /// not logged.
    /// </summary>
    public TopicName? Changelog { get; init; }

    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }
}
