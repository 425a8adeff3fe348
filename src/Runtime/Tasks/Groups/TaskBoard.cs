using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Who has which task. The group thread says what is wanted, the state thread restores it, stream threads run it; each takes from here what is its
/// own and gives it back. Safe for all threads.
/// </summary>
internal sealed class TaskBoard(TimeProvider time, ILogger logger) : IDisposable
{
    // A state in memory that nobody wants is kept for this long: tasks that move come back often.
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);

    // The same for one on disk that was lost, once the group has shared the tasks out: who has it now may be waiting for its folder.
    private static readonly TimeSpan KeepFolderFor = TimeSpan.FromSeconds(10);

    // Between moves for the sake of the load: what a move brings is seen only after a while.
    private static readonly TimeSpan MoveInterval = TimeSpan.FromSeconds(10);

    // A thread with fewer tasks gets none of others when it is busier all the same.
    private const double NoticeableShare = 0.1;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<TaskId, TaskEntry> _entries = new(TaskOrder);
    private readonly SortedDictionary<int, ThreadLoad> _threads = [];
    private bool _hasAssignment;
    private bool _isStopping;
    private bool _isDisposed;
    private int _version;
    private long _lastMove = time.GetTimestamp();

    private static Comparer<TaskId> TaskOrder { get; } = Comparer<TaskId>.Create(static (left, right) =>
        left.SubTopology != right.SubTopology ? left.SubTopology.CompareTo(right.SubTopology) : left.Partition.CompareTo(right.Partition));

    /// <summary>Changes with each change: who has seen this version need not look again.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Whether the group has shared out the tasks, and this process has got its part, which can be none.</summary>
    public bool HasAssignment
    {
        get
        {
            lock (_gate)
            {
                return _hasAssignment;
            }
        }
    }

    /// <summary>What the tasks of this process are doing, as a whole.</summary>
    public TopologyState State
    {
        get
        {
            lock (_gate)
            {
                if (!_hasAssignment)
                {
                    return TopologyState.Rebalancing;
                }

                foreach (var entry in _entries.Values)
                {
                    if (entry.IsWanted && (entry.Phase != TaskPhase.Running || entry.IsLost))
                    {
                        return TopologyState.Restoring;
                    }
                }

                return TopologyState.Running;
            }
        }
    }

    /// <summary>The tasks that the group has given to this process.</summary>
    public IReadOnlyList<TaskId> Wanted => Select(static e => e.IsWanted);

    // ---- The group thread

    /// <summary>The group has given tasks to this process, or none: it has its share.</summary>
    public void Assign(IReadOnlyCollection<TaskId> tasks)
    {
        lock (_gate)
        {
            _hasAssignment = true;
            foreach (var id in tasks)
            {
                if (!_entries.TryGetValue(id, out var entry))
                {
                    entry = new TaskEntry(id) { Phase = TaskPhase.Assigned };
                    _entries.Add(id, entry);
                }
                else if (entry.Phase == TaskPhase.Kept)
                {
                    entry.Phase = TaskPhase.Assigned;
                }

                entry.IsWanted = true;
            }

            Changed();
        }
    }

    /// <summary>The group wants tasks back: see <see cref="AreGivenUp"/>.</summary>
    public void Revoke(IReadOnlyCollection<TaskId> tasks) => Unwant(tasks, isLost: false);

    /// <summary>The group has given tasks to others: nothing of them may be committed.</summary>
    public void Lose(IReadOnlyCollection<TaskId> tasks) => Unwant(tasks, isLost: true);

    /// <summary>Whether no thread of this process works on any of these tasks, nor holds its folder: the group may have them.</summary>
    public bool AreGivenUp(IReadOnlyCollection<TaskId> tasks)
    {
        lock (_gate)
        {
            foreach (var id in tasks)
            {
                if (_entries.TryGetValue(id, out var entry) && entry is { IsWanted: false, Phase: TaskPhase.Running or TaskPhase.Restoring or TaskPhase.Closing })
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The process stops: tasks that are given up are not taken up again.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            Changed();
        }
    }

    /// <summary>Which tasks this process keeps warm copies of, as far as it does not run them.</summary>
    public void SetStandbys(IReadOnlySet<TaskId> tasks)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                entry.IsStandby = tasks.Contains(entry.Id);
            }

            foreach (var id in tasks)
            {
                if (!_entries.ContainsKey(id))
                {
                    _entries.Add(id, new TaskEntry(id) { Phase = TaskPhase.Kept, IsStandby = true, KeptSince = time.GetTimestamp() });
                }
            }

            Changed();
        }
    }

    /// <summary>
    /// Once in a while: spreads tasks over the threads, and closes states that nobody has wanted for long.
    /// </summary>
    public void Tidy()
    {
        List<TaskState>? old = null;
        lock (_gate)
        {
            foreach (var entry in _entries.Values.ToList())
            {
                var keepFor = entry.State is { IsOnDisk: true } && _hasAssignment ? KeepFolderFor : KeepFor;
                bool isOld = entry is { Phase: TaskPhase.Kept, IsWanted: false, IsStandby: false } && time.GetElapsedTime(entry.KeptSince) > keepFor;
                if (isOld)
                {
                    _entries.Remove(entry.Id);
                    (old ??= []).AddRange(entry.State is { } state ? [state] : []);
                }
            }

            Spread();
        }

        old?.ForEach(static s => s.Dispose());
    }

    // ---- The state thread

    /// <summary>Takes a task that is to be restored; the state is the caller's from now on.</summary>
    /// <param name="id">The task.</param>
    /// <param name="state">What there is of it; null when there is nothing.</param>
    public bool TryTakeAssigned([NotNullWhen(true)] out TaskId? id, out TaskState? state)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.Phase == TaskPhase.Assigned)
                {
                    entry.Phase = TaskPhase.Restoring;
                    id = entry.Id;
                    state = Take(entry);
                    return true;
                }
            }
        }

        (id, state) = (null, null);
        return false;
    }

    /// <summary>Takes a task that is to be followed.</summary>
    /// <param name="id">The task.</param>
    /// <param name="state">What there is of it; null when there is nothing.</param>
    public bool TryTakeStandby([NotNullWhen(true)] out TaskId? id, out TaskState? state)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry is { Phase: TaskPhase.Kept, IsStandby: true, IsWanted: false })
                {
                    entry.Phase = TaskPhase.Standby;
                    id = entry.Id;
                    state = Take(entry);
                    return true;
                }
            }
        }

        (id, state) = (null, null);
        return false;
    }

    /// <summary>Whether a task that is being restored, or followed, is to go on being so.</summary>
    public bool IsStill(TaskId id, TaskPhase phase)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(id, out var entry) && entry.Phase == phase &&
                (phase == TaskPhase.Restoring ? entry.IsWanted : entry is { IsStandby: true, IsWanted: false });
        }
    }

    /// <summary>The state thread stops restoring or following a task, and gives back what it has of it.</summary>
    /// <param name="id">The task.</param>
    /// <param name="state">What it has; null when it has nothing yet.</param>
    public void Release(TaskId id, TaskState? state)
    {
        bool closes;
        lock (_gate)
        {
            if (_isDisposed)
            {
                state?.Dispose();
                return;
            }

            closes = IsClosedBy(_entries[id], state);
            Keep(_entries[id], state, closes);
        }

        Close(id, closes ? state : null);
    }

    /// <summary>A task is restored, and knows where it goes on: a stream thread will start it.</summary>
    public void Restored(TaskId id, TaskState state)
    {
        lock (_gate)
        {
            var entry = _entries[id];
            if (entry.IsWanted && !_isStopping)
            {
                entry.IsLost = false;
                entry.Phase = TaskPhase.Ready;
                entry.State = state;
                entry.Thread = LeastLoaded();
                Changed();
                return;
            }
        }

        Release(id, state);
    }

    // ---- Stream threads

    /// <summary>A thread begins to take tasks.</summary>
    public void AddThread(ThreadLoad thread)
    {
        lock (_gate)
        {
            _threads[thread.Number] = thread;
            foreach (var entry in _entries.Values)
            {
                if (entry is { Phase: TaskPhase.Ready, Thread: 0 })
                {
                    entry.Thread = LeastLoaded();
                }
            }

            Spread();
            Changed();
        }
    }

    /// <summary>
    /// A thread is gone; what it did not give back is lost with it and comes from the changelog. A thread that was replaced under the same
    /// number is not meant.
    /// </summary>
    public void RemoveThread(ThreadLoad thread)
    {
        lock (_gate)
        {
            if (!_threads.TryGetValue(thread.Number, out var current) || current != thread)
            {
                return;
            }

            _threads.Remove(thread.Number);
            foreach (var entry in _entries.Values)
            {
                if (entry.Thread != thread.Number)
                {
                    continue;
                }

                entry.Thread = 0;
                if (entry.Phase == TaskPhase.Running)
                {
                    Keep(entry, null, closes: false);
                }
                else if (entry.Phase == TaskPhase.Ready)
                {
                    entry.Thread = LeastLoaded();
                }
            }

            Changed();
        }
    }

    /// <summary>Takes a task that the thread is to start; it is the thread's from now on.</summary>
    public bool TryTakeReady(ThreadLoad thread, [NotNullWhen(true)] out TaskState? state)
    {
        lock (_gate)
        {
            if (IsCurrent(thread))
            {
                foreach (var entry in _entries.Values)
                {
                    if (entry.Phase == TaskPhase.Ready && entry.Thread == thread.Number)
                    {
                        entry.Phase = TaskPhase.Running;
                        entry.MoveTo = 0;
                        state = Take(entry)!;
                        return true;
                    }
                }
            }
        }

        state = null;
        return false;
    }

    /// <summary>Which tasks the thread has to give up, and of which of them nothing may be committed.</summary>
    public void FindWantedBack(ThreadLoad thread, List<TaskId> wantedBack, List<TaskId> lost)
    {
        wantedBack.Clear();
        lost.Clear();
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.Thread == thread.Number && entry.IsWantedBack)
                {
                    (entry.IsLost ? lost : wantedBack).Add(entry.Id);
                }
            }
        }
    }

    /// <summary>A thread gives a task up.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="id">The task.</param>
    /// <param name="state">
    /// What it remembers, as it was at its last commit, with <see cref="TaskState.Start"/> where it goes on; null when that is lost and has to be restored.
    /// </param>
    public void GiveUp(ThreadLoad thread, TaskId id, TaskState? state)
    {
        bool closes = false;
        lock (_gate)
        {
            if (!IsCurrent(thread) || !_entries.TryGetValue(id, out var entry) || entry.Thread != thread.Number || _isDisposed)
            {
                // The board has given the thread up before it gave the task up.
                state?.Dispose();
                return;
            }

            if (state is not null && entry is { IsWanted: true, IsLost: false } && !_isStopping)
            {
                // It only moves inside of the process: nobody else can have changed anything meanwhile.
                entry.Phase = TaskPhase.Ready;
                entry.State = state;
                entry.Thread = entry.MoveTo != 0 && _threads.ContainsKey(entry.MoveTo) ? entry.MoveTo : LeastLoaded();
                entry.MoveTo = 0;
                Changed();
            }
            else
            {
                closes = IsClosedBy(entry, state);
                Keep(entry, state, closes);
            }
        }

        Close(id, closes ? state : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var entry in _entries.Values)
            {
                entry.State?.Dispose();
                entry.State = null;
            }

            _entries.Clear();
        }
    }

    private bool IsCurrent(ThreadLoad thread) => _threads.TryGetValue(thread.Number, out var current) && current == thread;

    private static TaskState? Take(TaskEntry entry)
    {
        var state = entry.State;
        entry.State = null;
        return state;
    }

    private void Unwant(IReadOnlyCollection<TaskId> tasks, bool isLost)
    {
        List<TaskState>? closing = null;
        lock (_gate)
        {
            _hasAssignment &= !isLost;
            foreach (var id in tasks)
            {
                if (_entries.TryGetValue(id, out var entry))
                {
                    entry.IsWanted = false;
                    entry.IsLost |= isLost && entry.Phase == TaskPhase.Running;
                    if (entry.Phase is TaskPhase.Ready or TaskPhase.Assigned)
                    {
                        var state = Take(entry);
                        bool closes = !isLost && IsClosedBy(entry, state);
                        Keep(entry, state, closes);
                        (closing ??= []).AddRange(closes ? [state!] : []);
                    }
                }
            }

            Changed();
        }

        closing?.ForEach(s => Close(s.Id, s));
    }

    // The state of a task that no thread works on; when it is wanted all the same, it is restored from where it stands.
    private void Keep(TaskEntry entry, TaskState? state, bool closes)
    {
        entry.State = closes ? null : state;
        entry.Thread = 0;
        entry.MoveTo = 0;
        entry.IsLost = false;
        entry.Phase = closes ? TaskPhase.Closing : entry.IsWanted && !_isStopping ? TaskPhase.Assigned : TaskPhase.Kept;
        entry.KeptSince = time.GetTimestamp();
        Changed();
    }

    // What is on disk comes back from there, also to another process of this machine: who gives such a task up gives its folder up, before the group hears of it. What
    // was lost may come back at once, and the group does not wait.
    private bool IsClosedBy(TaskEntry entry, TaskState? state) =>
        state is { IsOnDisk: true } && (_isStopping || entry is { IsWanted: false, IsStandby: false, IsLost: false });

    // Outside of the lock: closing may take a moment.
    private void Close(TaskId id, TaskState? state)
    {
        if (state is null)
        {
            return;
        }

        state.Dispose();
        lock (_gate)
        {
            if (_entries.TryGetValue(id, out var entry) && entry.Phase == TaskPhase.Closing)
            {
                Keep(entry, null, closes: false);
            }
        }
    }

    private int LeastLoaded()
    {
        int least = 0;
        int leastCount = int.MaxValue;
        foreach (int number in _threads.Keys)
        {
            int count = CountOf(number);
            if (count < leastCount)
            {
                (least, leastCount) = (number, count);
            }
        }

        return least;
    }

    private int CountOf(int thread)
    {
        int count = 0;
        foreach (var entry in _entries.Values)
        {
            bool isMoving = entry.MoveTo != 0;
            count += (isMoving ? entry.MoveTo : entry.Thread) == thread && entry.Phase is TaskPhase.Ready or TaskPhase.Running ? 1 : 0;
        }

        return count;
    }

    // One task at a time goes from the thread that has most to do to the one that has least.
    private void Spread()
    {
        if (_threads.Count < 2 || _entries.Values.Any(static e => e.MoveTo != 0))
        {
            return;
        }

        var most = _threads.Values.MaxBy(t => CountOf(t.Number))!;
        var least = _threads.Values.MinBy(t => CountOf(t.Number))!;
        bool isUneven = CountOf(most.Number) - CountOf(least.Number) >= 2 && least.BusyShare < most.BusyShare + NoticeableShare;
        if (!isUneven)
        {
            var busy = _threads.Values.Where(t => t.IsBusy && CountOf(t.Number) > 1).MaxBy(t => CountOf(t.Number));
            var idle = _threads.Values.Where(static t => t.IsIdle).MinBy(t => CountOf(t.Number));
            bool isDue = time.GetElapsedTime(_lastMove) > MoveInterval;
            if (busy is null || idle is null || !isDue || CountOf(busy.Number) < CountOf(idle.Number))
            {
                return;
            }

            (most, least) = (busy, idle);
        }

        var moved = _entries.Values.LastOrDefault(e => e.Phase == TaskPhase.Running && e.Thread == most.Number && !e.IsWantedBack);
        if (moved is not null)
        {
            _lastMove = time.GetTimestamp();
            moved.MoveTo = least.Number;
            Log.TaskMoves(logger, moved.Id, most.Number, least.Number);
            Changed();
        }
    }

    private List<TaskId> Select(Func<TaskEntry, bool> condition)
    {
        lock (_gate)
        {
            return [.. _entries.Values.Where(condition).Select(static e => e.Id)];
        }
    }

    private void Changed() => Interlocked.Increment(ref _version);
}
