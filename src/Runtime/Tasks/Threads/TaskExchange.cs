using Confluent.Kafka;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>How a thread takes tasks from the board and gives them up.</summary>
internal sealed class TaskExchange(
    TaskBoard board, ThreadLoad load, ThreadTasks tasks, Committer committer, Backoff commitBackoff, ThreadProducer producer, ILogger logger)
{
    private readonly List<TaskId> _wantedBack = [];
    private readonly List<TaskId> _lost = [];
    private int _seenVersion = -1;
    private int _busyVersion = -1;
    private bool _isBusy;
    private bool _isOwing;

    /// <summary>Whether there are tasks about to come to some thread of the process.</summary>
    public bool IsBoardBusy
    {
        get
        {
            int version = board.Version;
            if (version != _busyVersion)
            {
                _busyVersion = version;
                _isBusy = board.State == TopologyState.Restoring;
            }

            return _isBusy;
        }
    }

    /// <summary>Gives up what the group, or another thread, is to have.</summary>
    /// <exception cref="KafkaException">What was processed cannot be committed.</exception>
    public void GiveUpWantedBack()
    {
        if (board.Version == _seenVersion && !_isOwing)
        {
            return;
        }

        board.FindWantedBack(load, _wantedBack, _lost);
        if (_lost.Count > 0)
        {
            // The transaction has records of the lost tasks in it: nothing of it may be committed, whichever task it is of.
            Log.StartsOver(logger, tasks.Running.Length, "the group has given tasks to others");
            GiveUpAll(committer.Abandon(cause: null));
            return;
        }

        _isOwing = false;
        if (_wantedBack.Count > 0)
        {
            // The group waits for it; what can be committed in a moment is not to be done again by another.
            if (!commitBackoff.IsOver || committer.Commit(tasks.Running) == CommitResult.Deferred)
            {
                _isOwing = true;
                return;
            }

            foreach (var id in _wantedBack)
            {
                if (tasks.Find(id) is { } task)
                {
                    board.GiveUp(load, id, tasks.Stop(task));
                }
            }
        }
    }

    /// <summary>Starts the tasks that are ready for this thread.</summary>
    /// <exception cref="StreamsException">A task cannot be made.</exception>
    public void TakeReady()
    {
        int version = board.Version;
        if (version == _seenVersion || _isOwing || !producer.IsOpen)
        {
            return;
        }

        List<TaskId>? started = null;
        while (board.TryTakeReady(load, out var state))
        {
            try
            {
                tasks.Start(state);
            }
            catch
            {
                state.Dispose();
                throw;
            }

            (started ??= []).Add(state.Id);
        }

        if (started is not null)
        {
            Log.TasksStarted(logger, load.Number, string.Join(", ", started));
        }

        _seenVersion = version;
    }

    /// <summary>Gives all tasks up.</summary>
    /// <param name="outcome">What has become of the work since the last commit.</param>
    public void GiveUpAll(WorkOutcome outcome)
    {
        foreach (var task in tasks.Running.ToArray())
        {
            var state = tasks.Stop(task);
            if (outcome == WorkOutcome.Committed || (outcome == WorkOutcome.NotCommitted && state.TryRollBack()))
            {
                board.GiveUp(load, state.Id, state);
            }
            else
            {
                state.Dispose();
                board.GiveUp(load, state.Id, null);
            }
        }
    }
}
