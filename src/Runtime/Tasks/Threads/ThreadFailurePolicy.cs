namespace GenStreams;

/// <summary>
/// What happens when a stream thread fails. A thread that only lost its producer, as exactly-once can when the broker restarts, is
/// always replaced: nothing is wrong with the application.
/// </summary>
public enum ThreadFailurePolicy
{
    /// <summary>The topology stops, and then the host, which reports the failure. The default.</summary>
    StopHost,

    /// <summary>The topology stops; the host goes on, and its health checks say that the topology has failed.</summary>
    StopTopology,

    /// <summary>Another thread takes its place, after a pause that grows with each failure. Failures at start stop the host.</summary>
    ReplaceThread,
}
