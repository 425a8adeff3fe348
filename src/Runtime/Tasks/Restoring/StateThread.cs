using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Brings the state of tasks up to date on a thread of its own, so that tasks that run are not held up: those that were assigned, up to the end of
/// their changelogs, and warm copies, on and on.
/// </summary>
/// <remarks>
/// The end is asked without isolation, and read committed: what a previous owner has sent and not yet committed is waited for, up to the timeout
/// of its transaction. Only then is the committed offset asked, which is where the task goes on.
/// </remarks>
internal sealed class StateThread : IDisposable
{
    private static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan QuestionTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OffsetsTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallTold = TimeSpan.FromSeconds(10);

    /// <summary>For so long a changelog keeps the deletion of a key: Kafka's default of <c>delete.retention.ms</c>.</summary>
    private static readonly TimeSpan DeletionsKept = TimeSpan.FromDays(1);

    private readonly TopicPlan _plan;
    private readonly TaskBoard _board;
    private readonly FolderQueue _folders;
    private readonly IGroupMember _member;
    private readonly ITopicAdmin _admin;
    private readonly ChangelogReader _reader;
    private readonly ThreadMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<StateTask> _tasks = [];
    private readonly List<StateTask> _asking = [];
    private readonly Backoff _backoff;
    private readonly StandbyLimits _standbyLimits;
    private int _seenVersion = -1;
    private volatile bool _stopRequested;
    private string? _waitsFor;

    /// <summary>A state thread without tasks.</summary>
    public StateThread(
        TopicPlan plan, TaskBoard board, TaskStateFactory states, IGroupMember member, ITopicAdmin admin, ChangelogReader reader, ThreadMetrics metrics,
        TimeProvider time, ILogger logger)
    {
        _plan = plan;
        _board = board;
        _folders = new FolderQueue(states, time);
        _member = member;
        _admin = admin;
        _reader = reader;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _backoff = new Backoff(time, logger);
        _standbyLimits = new StandbyLimits(member, reader, time);
    }

    /// <summary>What a task that is being restored waits for, when it has waited for long; null when all goes on.</summary>
    public string? WaitsFor => Volatile.Read(ref _waitsFor);

    /// <summary>Works until it is asked to stop.</summary>
    public void Run()
    {
        while (!_stopRequested)
        {
            RunOnce();
            if (!_reader.IsBusy)
            {
                Thread.Sleep(IdleWait);
            }
        }
    }

    /// <summary>Asks the thread to end.</summary>
    public void RequestStop() => _stopRequested = true;

    /// <summary>One round: takes tasks, reads a batch, hands tasks on.</summary>
    /// <exception cref="StreamsException">A changelog cannot be read, for good.</exception>
    internal void RunOnce()
    {
        TakeTasks();
        while (_folders.TryTake() is { } task)
        {
            Begin(task);
        }

        if (_tasks.Count == 0)
        {
            _reader.CloseIfIdle();
            return;
        }

        try
        {
            if (_backoff.IsOver)
            {
                AskEnds();
                AskOffsets();
                _standbyLimits.RaiseIfDue(_tasks);
            }
        }
        catch (KafkaException e) when (KafkaErrors.IsOfMoment(KafkaErrors.Of(e)))
        {
            _backoff.Failed("The question for offsets of tasks that are being restored", e);
        }

        _metrics.Restored += _reader.Read(ReadWait);
        KeepIfFull();
        HandleFaults();
        HandOn();
        _metrics.RestoreLag = _reader.Lag;
        _metrics.Publish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var task in _tasks)
        {
            Release(task);
        }

        _tasks.Clear();
        ReleaseWaiting(static (_, _) => true);
        _reader.Dispose();
    }

    private void TakeTasks()
    {
        int version = _board.Version;
        if (version == _seenVersion)
        {
            return;
        }

        _seenVersion = version;
        for (int i = _tasks.Count - 1; i >= 0; i--)
        {
            var task = _tasks[i];
            if (!_board.IsStill(task.Id, task.IsStandby ? TaskPhase.Standby : TaskPhase.Restoring))
            {
                _tasks.RemoveAt(i);
                StopReading(task);
                Release(task);
            }
        }

        ReleaseWaiting((id, isStandby) => !_board.IsStill(id, isStandby ? TaskPhase.Standby : TaskPhase.Restoring));
        while (_board.TryTakeAssigned(out var id, out var state))
        {
            Begin(id.Value, state, isStandby: false);
        }

        while (_board.TryTakeStandby(out var id, out var state))
        {
            Begin(id.Value, state, isStandby: true);
        }
    }

    private void Begin(TaskId id, TaskState? state, bool isStandby)
    {
        if ((state ?? _folders.Open(id, isStandby)) is { } opened)
        {
            Begin(new StateTask(opened, isStandby));
        }
    }

    private void ReleaseWaiting(Func<TaskId, bool, bool> condition)
    {
        foreach (var id in _folders.Remove(condition))
        {
            _board.Release(id, state: null);
        }
    }

    private void Begin(StateTask task)
    {
        task.LastProgress = _time.GetTimestamp();
        task.Step = task.Targets.Count > 0 || task.SourceTargets.Count > 0 ? StateStep.AwaitsEnds : StateStep.AwaitsOffsets;
        _tasks.Add(task);
    }

    private void AskEnds()
    {
        if (!FindAll(StateStep.AwaitsEnds))
        {
            return;
        }

        var ends = _admin.EndsAsync([.. _asking.SelectMany(static t => t.AllTargets).Select(static t => t.Partition)], QuestionTimeout, CancellationToken.None)
            .GetAwaiter().GetResult();
        _backoff.Succeeded();
        foreach (var task in _asking)
        {
            BeginReading(task, ends);
        }
    }

    private void BeginReading(StateTask task, IReadOnlyDictionary<TopicPartition, WatermarkOffsets> ends)
    {
        foreach (var target in task.AllTargets)
        {
            if (!ends.TryGetValue(target.Partition, out var found))
            {
                throw Missing(task, target.Partition.Topic);
            }

            if (found.High.Value < target.Store.Position)
            {
                // The topic is not the one that the state was restored from.
                Log.ChangelogIsShorter(_logger, task.Id, target.Partition.Topic, found.High.Value, target.Store.Position);
                StartFromEmpty(task);
                return;
            }

            if (found.High.Value > target.Store.Position && task.State.IsFromBefore(_time.GetUtcNow() - DeletionsKept))
            {
                Log.KeptStateIsOld(_logger, task.Id, DeletionsKept);
                StartFromEmpty(task);
                return;
            }

            target.KnownEnd = found.High.Value;
            target.Store.Position = Math.Max(target.Store.Position, found.Low.Value);
        }

        task.Step = StateStep.Reads;
        foreach (var target in task.Targets)
        {
            target.End = task.IsStandby ? ChangelogTarget.NoEnd : target.KnownEnd;
            if (!target.IsDone)
            {
                _reader.Add(target);
            }
        }

        TellRestore(task, task.Targets.Count);
    }

    // The group's offsets are asked when the changelogs are read, since a previous owner may commit until then.
    private void AskOffsets()
    {
        foreach (var task in _tasks)
        {
            if (task is { Step: StateStep.Reads, IsStandby: false } && task.Targets.TrueForAll(static t => t.IsDone))
            {
                StopReading(task);
                task.Step = StateStep.AwaitsOffsets;
            }
        }

        if (!FindAll(StateStep.AwaitsOffsets))
        {
            return;
        }

        var offsets = new StartOffsets(_plan, _member, _admin, OffsetsTimeout, QuestionTimeout, _logger).Find(_asking);
        _backoff.Succeeded();
        foreach (var task in _asking)
        {
            task.State.Start = [.. _plan.PartitionsOf(task.Id).Select(p => offsets[p].Start)];
            task.Step = StateStep.ReadsSources;
            foreach (var target in task.SourceTargets)
            {
                var found = offsets[target.Partition];
                target.KnownEnd = found.Ends.High.Value;
                target.End = Math.Clamp(found.Start.Offset, found.Ends.Low.Value, found.Ends.High.Value);
                if (!target.IsDone)
                {
                    _reader.Add(target);
                }
            }

            TellRestore(task, task.SourceTargets.Count);
        }
    }

    private void TellRestore(StateTask task, int stores)
    {
        if (stores > 0 && !task.IsStandby)
        {
            Log.Restoring(_logger, task.Id, task.Rest, stores);
        }
    }

    private void HandOn()
    {
        string? waitsFor = null;
        List<TaskId>? restored = null;
        for (int i = _tasks.Count - 1; i >= 0; i--)
        {
            var task = _tasks[i];
            if (task.Step == StateStep.ReadsSources && task.SourceTargets.TrueForAll(static t => t.IsDone))
            {
                StopReading(task);
                _tasks.RemoveAt(i);
                task.State.Committed();
                (restored ??= []).Add(task.Id);
                _board.Restored(task.Id, task.State);
            }
            else if (!task.IsStandby)
            {
                waitsFor ??= FindStall(task);
            }
        }

        if (restored is not null)
        {
            restored.Reverse();
            Log.Restored(_logger, string.Join(", ", restored));
        }

        Volatile.Write(ref _waitsFor, waitsFor);
    }

    private string? FindStall(StateTask task)
    {
        long rest = task.Rest;
        if (rest < task.LastRest)
        {
            task.LastRest = rest;
            task.LastProgress = _time.GetTimestamp();
            if (task.IsStallTold)
            {
                task.IsStallTold = false;
                Log.RestoreGoesOn(_logger, task.Id);
            }

            return null;
        }

        var waited = _time.GetElapsedTime(task.LastProgress);
        if (waited < TimeSpan.FromSeconds(1))
        {
            return null;
        }

        string reason = task.Step switch
        {
            StateStep.AwaitsEnds => "the brokers to tell where its changelogs end",
            StateStep.AwaitsOffsets => "the committed offsets of its partitions, which a transaction may hold back",
            _ => "a transaction of its previous owner to end, or for the brokers that have its changelogs",
        };
        if (waited > StallTold && !task.IsStallTold)
        {
            task.IsStallTold = true;
            Log.RestoreWaits(_logger, task.Id, waited, reason, rest);
        }

        return $"Restoring: task {task.Id} waits for {reason} (since {waited.TotalSeconds:0} s)";
    }

    private void HandleFaults()
    {
        foreach (var fault in _reader.TakeFaults())
        {
            if (_tasks.Find(t => t.AllTargets.Any(target => target.Partition == fault.Partition)) is not { } task)
            {
                continue;
            }

            if (KafkaErrors.IsOffsetGone(fault.Error))
            {
                // What lies before the first record was deleted by the topic's own rules; what lies behind the end is another topic's.
                StopReading(task);
                task.Step = StateStep.AwaitsEnds;
            }
            else if (KafkaErrors.IsTopicGone(fault.Error))
            {
                throw Missing(task, fault.Partition.Topic);
            }
            else
            {
                throw new StreamsException(
                    $"The changelog '{fault.Partition.Topic}', partition {fault.Partition.Partition.Value}, of task {task.Id} cannot be read: {fault.Error.Reason}.");
            }
        }
    }

    // What was read is committed by those who wrote it.
    private void KeepIfFull()
    {
        foreach (var task in _tasks)
        {
            if (task.State.IsFull)
            {
                task.State.Committed();
            }
        }
    }

    private void Release(StateTask task)
    {
        task.State.Committed();
        _board.Release(task.Id, task.State);
    }

    private void StartFromEmpty(StateTask task)
    {
        StopReading(task);
        _tasks.Remove(task);
        task.State.Clear();
        Begin(new StateTask(task.State, task.IsStandby));
    }

    private void StopReading(StateTask task)
    {
        foreach (var target in task.AllTargets)
        {
            _reader.Remove(target);
        }
    }

    private bool FindAll(StateStep step)
    {
        _asking.Clear();
        foreach (var task in _tasks)
        {
            if (task.Step == step)
            {
                _asking.Add(task);
            }
        }

        return _asking.Count > 0;
    }

    private static StreamsException Missing(StateTask task, string topic) => new(
        $"The topic '{topic}', from which the state of task {task.Id} is restored, does not exist any more. What it held is lost. Restart the application: it tells what " +
        "can be done.");
}
