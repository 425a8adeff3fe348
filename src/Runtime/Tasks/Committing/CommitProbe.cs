namespace GenStreams.Tasks;

/// <summary>Lets a test stop the process at a point of a commit. Nothing listens otherwise.</summary>
internal static class CommitProbe
{
    /// <summary>Called at each point of each commit, on the committing thread; null: nobody listens.</summary>
    public static Action<CommitPoint>? At { get; set; }

    /// <summary>A commit has come to a point.</summary>
    public static void Reached(CommitPoint point) => At?.Invoke(point);
}
