using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Restores the stores of a thread's tasks from their changelogs, a batch at a time, while the thread goes on polling.</summary>
internal sealed class StateRestorer : IDisposable
{
    private readonly IStreamConsumer _main;
    private readonly ChangelogReader _reader;
    private readonly TimeSpan _requestTimeout;
    private readonly IDeserializationErrorHandler _unreadable;
    private readonly ThreadMetrics _metrics;
    private readonly ILogger _logger;
    private readonly List<Restoring> _restoring = [];

    /// <summary>A restorer.</summary>
    /// <param name="main">The consumer of the thread, which is asked for committed offsets.</param>
    /// <param name="reader">Reads the changelogs.</param>
    /// <param name="requestTimeout">How long one question may take.</param>
    /// <param name="unreadable">Decides on records of source topics that cannot be read.</param>
    /// <param name="metrics">Counts what is restored.</param>
    /// <param name="logger">Told of restores.</param>
    public StateRestorer(
        IStreamConsumer main,
        ChangelogReader reader,
        TimeSpan requestTimeout,
        IDeserializationErrorHandler unreadable,
        ThreadMetrics metrics,
        ILogger logger)
    {
        _unreadable = unreadable;
        _main = main;
        _reader = reader;
        _requestTimeout = requestTimeout;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>Whether tasks are being restored.</summary>
    public bool IsBusy => _restoring.Count > 0;

    /// <summary>The first and last offset of a partition.</summary>
    public WatermarkOffsets Ends(TopicPartition partition) => _reader.Ends(partition);

    /// <summary>To be called when all tasks that were assigned have begun: nothing more is asked.</summary>
    public void EndQuestions() => _reader.CloseIfIdle();

    /// <summary>Begins to restore a task.</summary>
    /// <returns>False when there is nothing to restore: the task can start.</returns>
    public bool Begin(StreamTask task)
    {
        var targets = new List<(RestoreTarget Target, TaskStore Store)>();
        foreach (var store in task.Stores.All)
        {
            if (store.Changelog is { } log && Target(task.Id, store, log) is { } target)
            {
                targets.Add((target, store));
            }
        }

        if (targets.Count == 0)
        {
            return false;
        }

        Log.Restoring(_logger, task.Id, targets.Sum(t => t.Target.Rest), targets.Count);
        foreach (var (target, _) in targets)
        {
            _reader.Add(target);
        }

        _restoring.Add(new Restoring(task, targets, StreamsMetrics.Activities.StartActivity("restore")));
        return true;
    }

    /// <summary>Reads on.</summary>
    /// <param name="wait">How long to wait for records.</param>
    /// <returns>The tasks that are now restored.</returns>
    public IReadOnlyList<StreamTask> Step(TimeSpan wait)
    {
        if (_restoring.Count == 0)
        {
            return [];
        }

        _metrics.Restored += _reader.Read(wait);
        _metrics.RestoreLag = _reader.Lag;
        List<StreamTask>? done = null;
        foreach (var restoring in _restoring)
        {
            if (restoring.IsDone)
            {
                restoring.End();
                Log.Restored(_logger, restoring.Task.Id);
                (done ??= []).Add(restoring.Task);
            }
        }

        if (done is null)
        {
            return [];
        }

        _restoring.RemoveAll(static r => r.IsDone);
        return done;
    }

    /// <summary>Forgets all tasks; what they have is noted in their stores, so that it need not be read again.</summary>
    public void Cancel()
    {
        foreach (var restoring in _restoring)
        {
            foreach (var (target, _) in restoring.Targets)
            {
                _reader.Remove(target);
            }

            restoring.End();
        }

        _restoring.Clear();
        _metrics.RestoreLag = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Cancel();
        _reader.Dispose();
    }

    // A source topic that serves as changelog counts up to the committed offset: what lies behind it is still to be processed.
    private RestoreTarget? Target(TaskId task, TaskStore store, TopicPartition log)
    {
        var ends = _reader.Ends(log);
        long end = ends.High.Value;
        if (store.ChangelogIsSource)
        {
            var committed = _main.Committed([log], _requestTimeout)[0].Offset;
            end = committed.IsSpecial ? 0 : Math.Min(end, committed.Value);
        }

        long start = Math.Max(store.RestoredTo.IsSpecial ? 0 : store.RestoredTo.Value, ends.Low.Value);
        var intake = store.Source is { Check: { } check, Member: var member } ? new StoreIntake(check, member, task, _unreadable, _logger) : null;
        return start < end ? new RestoreTarget(log, start, end, store.Store, intake) : null;
    }

    private sealed class Restoring(StreamTask task, List<(RestoreTarget Target, TaskStore Store)> targets, Activity? activity)
    {
        public StreamTask Task { get; } = task;

        public List<(RestoreTarget Target, TaskStore Store)> Targets { get; } = targets;

        public bool IsDone => Targets.TrueForAll(static t => t.Target.IsDone);

        public void End()
        {
            foreach (var (target, store) in Targets)
            {
                store.RestoredTo = target.Next;
            }

            activity?.Dispose();
        }
    }
}
