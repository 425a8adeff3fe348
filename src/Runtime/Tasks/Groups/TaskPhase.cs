namespace GenStreams.Tasks;

/// <summary>Where a task is on its way through the process, and so in whose hands.</summary>
internal enum TaskPhase
{
    /// <summary>Assigned; the state thread has not seen it yet.</summary>
    Assigned,

    /// <summary>Its state is brought up to date by the state thread.</summary>
    Restoring,

    /// <summary>Its state is complete; a stream thread is to start it.</summary>
    Ready,

    /// <summary>A stream thread processes its records.</summary>
    Running,

    /// <summary>It is given up, and what keeps its state on disk is being closed: others may have its folder in a moment.</summary>
    Closing,

    /// <summary>Others have it, or nobody; its state is kept as it is, by the board.</summary>
    Kept,

    /// <summary>Others have it; the state thread keeps a warm copy of its state.</summary>
    Standby,
}
