namespace GenStreams;

/// <summary>What becomes of the tasks of a process that stops in order.</summary>
public enum StopBehavior
{
    /// <summary>Other instances get them at once. The default.</summary>
    Leave,

    /// <summary>The group keeps them for the process until its session times out: for restarts in place, after which it goes on with its own state.</summary>
    Stay,
}
