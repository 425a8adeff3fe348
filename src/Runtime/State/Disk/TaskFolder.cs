namespace GenStreams.State.Disk;

/// <summary>The folder of a task's state, which nobody else uses until it is disposed of: after what uses it is closed.</summary>
internal sealed class TaskFolder : IDisposable
{
    private readonly FileLock _lock;

    /// <summary>A folder.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="held">What keeps others out.</param>
    public TaskFolder(string task, string path, FileLock held)
    {
        Task = task;
        Path = path;
        _lock = held;
    }

    /// <summary>The name of the task.</summary>
    public string Task { get; }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Lets others have it.</summary>
    public void Dispose() => _lock.Dispose();
}
