using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>What a stream thread does, round by round: takes tasks and gives them up, fetches, processes, commits.</summary>
internal sealed class ThreadWork : IDisposable
{
    // How long the client may wait for records. Also how long a request to stop can go unseen, and a timer.
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    // The same while records that are here wait for those of other partitions, or tasks are about to come.
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(10);

    // A round is cut off after this time: the board is to be looked at, and a stop to be seen.
    private static readonly TimeSpan MaxRound = TimeSpan.FromSeconds(1);

    // Beside the count, so that large records do not fill the memory.
    private const long BufferedBytesPerPartition = 8 << 20;

    // The first commit is early: whoever watches the group sees soon that it works.
    private static readonly TimeSpan FirstCommit = TimeSpan.FromMilliseconds(100);

    private readonly StreamsConfig _config;
    private readonly TimeProvider _time;
    private readonly ThreadMetrics _metrics;
    private readonly ThreadClients _clients;
    private readonly ThreadTasks _tasks;
    private readonly ThreadProducer _producer;
    private readonly Committer _committer;
    private readonly Backoff _commitBackoff;
    private readonly TaskExchange _exchange;
    private readonly PartitionFaultHandler _faults;
    private readonly RepartitionPurger _purger;
    private readonly RefusedRecords _refused;
    private readonly ThreadProgress _progress;
    private readonly ThreadLoad _load;
    private readonly Turn _turn = new();
    private readonly Func<bool> _stopRequested;
    private readonly ILogger _logger;
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
    private TimeSpan _commitInterval;
    private long _lastCommit;
    private bool _mayProcessMore;
    private bool _processedSinceCommit;

    /// <summary>The work of a thread that has its clients.</summary>
    public ThreadWork(
        TaskSurroundings surroundings, ThreadSettings settings, ThreadLoad load, ThreadProgress progress, ThreadMetrics metrics, Func<bool> stopRequested)
    {
        _config = settings.Config;
        _time = settings.Time;
        _logger = settings.Logger;
        _metrics = metrics;
        _load = load;
        _progress = progress;
        _stopRequested = stopRequested;
        _clients = surroundings.Clients;
        _tasks = new ThreadTasks(surroundings);
        _clients.Acknowledged = _tasks.Acknowledged;
        _commitBackoff = new Backoff(_time, _logger);
        _committer = _config.Guarantee == ProcessingGuarantee.ExactlyOnce
            ? new TransactionCommitter(_clients, settings.Member, metrics, _time, _config.CommitTimeout)
            : new OffsetCommitter(_clients, settings.Member, metrics, _time, _config.CommitTimeout, _commitBackoff);
        _producer = new ThreadProducer(_clients, settings.Member, _config, _time, _logger);
        _exchange = new TaskExchange(settings.Board, load, _tasks, _committer, _commitBackoff, _producer, _logger);
        _faults = new PartitionFaultHandler(settings.Plan, settings.Admin, settings.Watch, _clients.Consumer, _tasks, _time, _logger);
        _refused = settings.Refused;
        _purger = new RepartitionPurger(settings.Plan, settings.Admin, _config, _time, _logger);
        _commitInterval = FirstCommit < _config.CommitInterval ? FirstCommit : _config.CommitInterval;
        _lastCommit = _time.GetTimestamp();
    }

    /// <summary>What stands in the way of the thread's work; null when nothing does.</summary>
    public string? WaitsFor => _producer.WaitsFor ?? _commitBackoff.Reason ?? _faults.WaitsFor;

    /// <summary>One round: exchanges tasks with the board, takes a batch from the client, and does what can be done.</summary>
    /// <exception cref="StreamsException">The thread cannot go on.</exception>
    public void RunOnce()
    {
        _progress.At(null);
        if (!_producer.TryOpen())
        {
            return;
        }

        try
        {
            _exchange.GiveUpWantedBack();
            if (!_producer.IsOpen)
            {
                // The work was thrown away, and the producer with it.
                return;
            }

            _exchange.TakeReady();
            long start = _time.GetTimestamp();
            int count = _clients.Consumer.Poll(_batch, NextWait());
            long polled = _time.GetTimestamp();
            _metrics.Consumed += count;
            _tasks.Enqueue(_batch.AsSpan(0, count));
            _faults.Handle();
            Process();
            _clients.Producer.Poll();
            CommitIfDue();
            _load.Worked(_time.GetElapsedTime(polled), _time.GetElapsedTime(start));
        }
        catch (KafkaException e) when (ThreadProducer.CanStartOver(e))
        {
            StartOver(e);
        }

        SteerFetching();
        _metrics.Publish();
    }

    /// <summary>Commits what was processed and gives all tasks up.</summary>
    public void Close()
    {
        _progress.At(null);
        if (!_clients.HasProducer)
        {
            return;
        }

        try
        {
            _committer.Commit(_tasks.Running);
            _exchange.GiveUpAll(WorkOutcome.Committed);
        }
        catch (KafkaException e)
        {
            Log.CommitRefused(_logger, KafkaErrors.Of(e).Reason);
            _exchange.GiveUpAll(_committer.Abandon(e));
        }
    }

    /// <summary>Gives all tasks up without committing.</summary>
    public void Abandon() => _exchange.GiveUpAll(_committer.Abandon(cause: null));

    /// <inheritdoc/>
    public void Dispose() => _metrics.Publish();

    private TimeSpan NextWait()
    {
        if (_mayProcessMore)
        {
            return TimeSpan.Zero;
        }

        var untilCommit = _commitInterval - _time.GetElapsedTime(_lastCommit);
        if (untilCommit < TimeSpan.Zero)
        {
            untilCommit = TimeSpan.Zero;
        }

        foreach (var task in _tasks.Running)
        {
            if (task.Partitions.HasRecords)
            {
                return ShortWait;
            }
        }

        var wait = _exchange.IsBoardBusy ? ShortWait : UntilPunctuation();
        return _processedSinceCommit && untilCommit < wait ? untilCommit : wait;
    }

    private TimeSpan UntilPunctuation()
    {
        long next = long.MaxValue;
        foreach (var task in _tasks.Running)
        {
            next = Math.Min(next, task.NextPunctuation);
        }

        if (next == long.MaxValue)
        {
            return PollWait;
        }

        long wait = next - _time.GetUtcNow().ToUnixTimeMilliseconds();
        return wait >= PollWait.TotalMilliseconds ? PollWait : TimeSpan.FromMilliseconds(Math.Max(wait, 0));
    }

    private void Process()
    {
        foreach (var task in _tasks.Running)
        {
            task.Partitions.Refresh();
        }

        long start = _time.GetTimestamp();
        int done;
        do
        {
            done = 0;
            foreach (var task in _tasks.Running)
            {
                if (!task.Partitions.HasRecords)
                {
                    continue;
                }

                _progress.At(task);
                _committer.Begin();
                done += task.Process(_turn.Records);
                if (_turn.IsShort && IsCommitDue())
                {
                    break;
                }
            }

            _turn.Took(_progress.Elapsed, done);
            _metrics.Processed += done;
            _processedSinceCommit |= done > 0;
            Punctuate();
        }
        while (done > 0 && !IsCommitDue() && _time.GetElapsedTime(start) < MaxRound && !_stopRequested());

        // A round that was cut off goes on at once.
        _mayProcessMore = done > 0;
        if (!_mayProcessMore)
        {
            AdvanceIdleTasks();
        }

        _progress.At(null);
    }

    private void Punctuate()
    {
        long now = 0;
        foreach (var task in _tasks.Running)
        {
            if (!task.HasPunctuations)
            {
                continue;
            }

            now = now == 0 ? _time.GetUtcNow().ToUnixTimeMilliseconds() : now;
            if (task.IsPunctuationDue(now))
            {
                _progress.At(task);
                _committer.Begin();
                task.Punctuate(now);
                _processedSinceCommit = true;
            }
        }
    }

    private void AdvanceIdleTasks()
    {
        if (_config.IdleStreamTime is null)
        {
            return;
        }

        foreach (var task in _tasks.Running)
        {
            if (task.TryFindIdleTime(out long streamTime))
            {
                _progress.At(task);
                _committer.Begin();
                task.AdvanceStreamTime(streamTime);
                _processedSinceCommit = true;
            }
        }

        Punctuate();
    }

    private bool IsCommitDue() => _time.GetElapsedTime(_lastCommit) >= _commitInterval || IsAnyStateFull();

    private bool IsAnyStateFull()
    {
        foreach (var task in _tasks.Running)
        {
            if (task.State.IsFull)
            {
                return true;
            }
        }

        return false;
    }

    private void CommitIfDue()
    {
        if (!IsCommitDue() || !_commitBackoff.IsOver)
        {
            return;
        }

        var result = _committer.Commit(_tasks.Running);
        if (result == CommitResult.Deferred)
        {
            return;
        }

        _lastCommit = _time.GetTimestamp();
        if (result == CommitResult.Committed)
        {
            _processedSinceCommit = false;
            _commitInterval = _config.CommitInterval;
            _producer.Worked();
            _refused.Tidy();
            _purger.PurgeIfDue(_tasks.Running);
        }
        else if (result == CommitResult.Refused)
        {
            Log.CommitRefused(_logger, "the group is being rebalanced");
        }
    }

    // What was done since the last commit is thrown away, whatever the reason; the tasks go on from there.
    private void StartOver(KafkaException cause)
    {
        Log.StartsOver(_logger, _tasks.Running.Length, KafkaErrors.Of(cause).Reason);
        _exchange.GiveUpAll(_committer.Abandon(cause));
        _mayProcessMore = false;
        _processedSinceCommit = false;
        _producer.Failed(cause);
    }

    private void SteerFetching()
    {
        foreach (var task in _tasks.Running)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                bool isFull = queue.Count > _config.BufferedRecordsPerPartition || queue.Bytes > BufferedBytesPerPartition;
                if (isFull != queue.IsPaused && !queue.IsGone)
                {
                    if (isFull)
                    {
                        _clients.Consumer.Pause(queue.Partition);
                    }
                    else
                    {
                        _clients.Consumer.Resume(queue.Partition);
                    }

                    queue.IsPaused = isFull;
                }
            }
        }
    }
}
