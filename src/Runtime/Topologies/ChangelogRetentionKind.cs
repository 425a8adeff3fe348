namespace GenStreams.Topologies;

/// <summary>Which records a changelog keeps; as Kafka Streams configures the topics of its kinds of stores.</summary>
internal enum ChangelogRetentionKind
{
    /// <summary>The last of each key: key-value stores.</summary>
    Latest,

    /// <summary>The last of each key for a time: windows and sessions.</summary>
    LatestWithinTime,

    /// <summary>All for a time: the windows of stream-stream joins.</summary>
    AllWithinTime,

    /// <summary>The last of each key, and all for a time: versioned stores.</summary>
    LatestAndHistory,
}
