namespace GenStreams.Tasks;

/// <summary>What has become of the work of a thread since its last commit but one.</summary>
internal enum WorkOutcome
{
    /// <summary>It is committed.</summary>
    Committed,

    /// <summary>It is certain that it is not: stores that can take it back do so.</summary>
    NotCommitted,

    /// <summary>Nobody here knows: the group has to be asked, and stores to be restored.</summary>
    Unknown,
}
