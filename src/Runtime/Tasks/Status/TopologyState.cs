namespace GenStreams;

/// <summary>What a topology is doing in this process.</summary>
public enum TopologyState
{
    /// <summary>Not started.</summary>
    Created,

    /// <summary>Checks and makes topics, reads global tables.</summary>
    Starting,

    /// <summary>Waits for the group to share out the partitions.</summary>
    Rebalancing,

    /// <summary>Reads stores from their changelogs.</summary>
    Restoring,

    /// <summary>Processes records with all that it was assigned.</summary>
    Running,

    /// <summary>Commits and leaves the group.</summary>
    Stopping,

    /// <summary>Has stopped in order.</summary>
    Stopped,

    /// <summary>Has stopped because of an error.</summary>
    Failed,
}
