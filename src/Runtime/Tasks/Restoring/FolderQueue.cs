using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>
/// Tasks whose folders another process of this machine still has: it gives them up as it gives the tasks up, but one that was paused, or is just being killed, may be
/// late. They are tried for a moment, while others go on, and are then kept in memory only.
/// </summary>
internal sealed class FolderQueue(TaskStateFactory states, TimeProvider time)
{
    private static readonly TimeSpan TryInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(5);

    private readonly List<Waiting> _waiting = [];
    private long _lastTry;

    /// <summary>How many tasks wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Makes the state of a task, or has it wait for its folder.</summary>
    /// <returns>The state; null when it waits.</returns>
    public TaskState? Open(TaskId id, bool isStandby)
    {
        if (states.TryCreate(id, out var state))
        {
            return state;
        }

        _waiting.Add(new Waiting(id, isStandby, time.GetTimestamp()));
        return null;
    }

    /// <summary>Takes a task whose folder is free now, or was waited for long enough.</summary>
    public StateTask? TryTake()
    {
        if (_waiting.Count == 0 || time.GetElapsedTime(_lastTry) < TryInterval)
        {
            return null;
        }

        foreach (var task in _waiting)
        {
            bool isOver = time.GetElapsedTime(task.Since) > WaitFor;
            if (states.TryCreate(task.Id, out var state) || isOver)
            {
                _waiting.Remove(task);
                return new StateTask(state ?? states.Create(task.Id), task.IsStandby);
            }
        }

        _lastTry = time.GetTimestamp();
        return null;
    }

    /// <summary>Has tasks wait no longer.</summary>
    /// <param name="condition">Which.</param>
    /// <returns>Those.</returns>
    public IReadOnlyList<TaskId> Remove(Func<TaskId, bool, bool> condition)
    {
        List<TaskId> removed = [.. _waiting.Where(w => condition(w.Id, w.IsStandby)).Select(static w => w.Id)];
        _waiting.RemoveAll(w => removed.Contains(w.Id));
        return removed;
    }

    private sealed record Waiting(TaskId Id, bool IsStandby, long Since);
}
