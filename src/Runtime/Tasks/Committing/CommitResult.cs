namespace GenStreams.Tasks;

/// <summary>What came of a commit.</summary>
internal enum CommitResult
{
    /// <summary>There was nothing new to commit.</summary>
    Nothing,

    /// <summary>All is committed.</summary>
    Committed,

    /// <summary>The cluster could not do it now: to be tried again.</summary>
    Deferred,

    /// <summary>The group has taken the partitions away, or is about to.</summary>
    Refused,
}
