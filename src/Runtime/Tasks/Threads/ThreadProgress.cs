namespace GenStreams.Tasks;

/// <summary>What a stream thread was last seen doing. Written by the thread, read by who watches it.</summary>
internal sealed class ThreadProgress(TimeProvider time)
{
    private long _since = time.GetTimestamp();
    private StreamTask? _task;

    /// <summary>How long the thread has been in the same step of its work.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(Volatile.Read(ref _since));

    /// <summary>What it is in: a task and its operator, or what the thread itself does.</summary>
    public string Place => Volatile.Read(ref _task) is { } task ? $"task {task.Id}, operator '{task.CurrentOperator}'" : "a call to the brokers";

    /// <summary>The thread goes on with a task, or with its own work.</summary>
    public void At(StreamTask? task)
    {
        Volatile.Write(ref _task, task);
        Volatile.Write(ref _since, time.GetTimestamp());
    }
}
