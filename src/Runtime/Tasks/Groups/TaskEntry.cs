using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>What the <see cref="TaskBoard"/> knows of a task. Changed under the board's lock only.</summary>
internal sealed class TaskEntry(TaskId id)
{
    /// <summary>The task.</summary>
    public TaskId Id { get; } = id;

    /// <summary>Where it is.</summary>
    public TaskPhase Phase { get; set; }

    /// <summary>Whether the group wants this process to run it.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Whether this process is to keep a warm copy when it does not run it.</summary>
    public bool IsStandby { get; set; }

    /// <summary>Whether the group gave it to others without asking: nothing of it may be committed.</summary>
    public bool IsLost { get; set; }

    /// <summary>The stream thread that has it or is to have it; 0 for none.</summary>
    public int Thread { get; set; }

    /// <summary>The thread that is to have it instead; 0 for none.</summary>
    public int MoveTo { get; set; }

    /// <summary>What it remembers; null when the owner of this moment has it, or when there is none yet.</summary>
    public TaskState? State { get; set; }

    /// <summary>Since when the state is kept without use, as a timestamp of the clock.</summary>
    public long KeptSince { get; set; }

    /// <summary>Whether its stream thread has to give it up.</summary>
    public bool IsWantedBack => Phase == TaskPhase.Running && (!IsWanted || IsLost || MoveTo != 0);
}
