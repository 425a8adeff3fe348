using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>What a stream thread does, round by round, from joining the group until it leaves.</summary>
internal sealed class ThreadWork : IDisposable
{
    // How long the client may wait for records. Also how long a request to stop can go unseen, and a timer.
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    // The same while records at hand wait for those of other partitions, or tasks are being restored.
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(10);

    // A round is cut off after this time: the group wants to be polled, and a stop to be seen.
    private static readonly TimeSpan MaxRound = TimeSpan.FromSeconds(1);

    // Records of one task before it is the next one's turn, and the clock is looked at.
    private const int Turn = 32;

    // Beside the count, so that large records do not fill the memory.
    private const long BufferedBytesPerPartition = 8 << 20;

    // The first commit is early: whoever watches the group sees soon that it works.
    private static readonly TimeSpan FirstCommit = TimeSpan.FromMilliseconds(100);

    private readonly TopicPlan _plan;
    private readonly StreamsConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ThreadMetrics _metrics;
    private readonly IStreamConsumer _consumer;
    private readonly StreamProducer _producer;
    private readonly Func<bool> _stopRequested;
    private readonly Committer _committer;
    private readonly TaskManager _tasks;
    private readonly StateRestorer _restorer;
    private readonly RepartitionPurger _purger;
    private readonly RetryBudget _restoreRetries;
    private readonly RetryBudget _transactionRetries;
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
    private TimeSpan _commitInterval;
    private long _lastCommit;
    private bool _mayProcessMore;
    private bool _processedSinceCommit;

    /// <summary>The work of a thread that has its clients.</summary>
    public ThreadWork(
        int thread, TopicPlan plan, TaskSurroundings surroundings, ThreadSettings settings, ThreadMetrics metrics, Func<bool> stopRequested)
    {
        _plan = plan;
        _config = settings.Config;
        _time = settings.Time;
        _logger = settings.Logger;
        _metrics = metrics;
        _consumer = surroundings.Consumer;
        _producer = surroundings.Producer;
        _stopRequested = stopRequested;
        _restoreRetries = new RetryBudget(_config.TaskTimeout, _time, _logger);
        _transactionRetries = new RetryBudget(_config.TaskTimeout, _time, _logger);
        var commitRetries = new RetryBudget(_config.TaskTimeout, _time, _logger);
        _committer = _config.Guarantee == ProcessingGuarantee.ExactlyOnce
            ? new TransactionCommitter(_consumer, _producer, metrics, _time, _config.TaskTimeout, commitRetries)
            : new OffsetCommitter(_consumer, _producer, metrics, _time, _config.TaskTimeout, commitRetries);
        var reader = new ChangelogReader(
            () => settings.Clients.CreateConsumer(_config.Clients.Restore(thread)), _config.RestoreTimeout, _config.RequestTimeout, _time);
        _restorer = new StateRestorer(
            _consumer, reader, _config.RequestTimeout, settings.ErrorHandlers.Deserialization, metrics, _logger);
        _tasks = new TaskManager(plan, new TaskBuilder(plan, surroundings), _consumer, _committer, _restorer, _logger);
        _purger = new RepartitionPurger(plan, settings.Admin, _config, _time, _logger);
        _commitInterval = FirstCommit < _config.CommitInterval ? FirstCommit : _config.CommitInterval;
        _lastCommit = _time.GetTimestamp();
    }

    /// <summary>What the thread is doing.</summary>
    public TopologyState State => !_tasks.HasAssignment
        ? TopologyState.Rebalancing
        : _restorer.IsBusy || _tasks.HasAssigned ? TopologyState.Restoring : TopologyState.Running;

    /// <summary>Joins the group.</summary>
    public void Join() => _consumer.Subscribe([.. _plan.SourceTopics.Select(t => t.Name)], _tasks);

    /// <summary>One round: takes a batch from the client and does what can be done.</summary>
    public void RunOnce()
    {
        int count = _consumer.Poll(_batch, NextWait());
        _tasks.ThrowIfFailed();
        _metrics.Consumed += count;
        _tasks.Enqueue(_batch.AsSpan(0, count));
        BeginAssigned();
        Restore();
        try
        {
            Process();
            _producer.Poll();
            CommitIfDue();
        }
        catch (KafkaException e) when (CanStartAgain(e))
        {
            StartAgain(e);
        }

        SteerFetching();
        _metrics.Publish();
    }

    /// <summary>Commits what was processed and leaves the group.</summary>
    public void Close()
    {
        _tasks.IsClosing = true;
        _committer.Commit(_tasks.Running);
        _tasks.ReleaseRecords();
        _consumer.Close();
        _tasks.ThrowIfFailed();
    }

    /// <summary>Leaves the group without committing.</summary>
    public void Abandon()
    {
        _tasks.IsDirty = true;
        try
        {
            _committer.Abort();
        }
        catch (Exception e) when (e is KafkaException or StreamsException)
        {
            Log.CloseFailed(_logger, "The abort of the transaction", e.Message);
        }

        _tasks.ReleaseRecords();
        _consumer.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tasks.Close();
        _restorer.Dispose();
        _metrics.Publish();
    }

    private TimeSpan NextWait()
    {
        if (_mayProcessMore || _restorer.IsBusy)
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

        var wait = UntilPunctuation();
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

    private void BeginAssigned()
    {
        var assigned = _tasks.TakeAssigned();
        foreach (var task in assigned)
        {
            try
            {
                FindStart(task);
                if (_restorer.Begin(task))
                {
                    Pause(task);
                }
                else
                {
                    Start(task);
                }

                _restoreRetries.Succeeded();
            }
            catch (KafkaException e) when (KafkaErrors.IsTransient(KafkaErrors.Of(e)))
            {
                Pause(task);
                _tasks.PutBack(task);
                _restoreRetries.Failed($"The preparation of task {task.Id}", e);
            }
        }

        if (assigned.Count > 0 && !_tasks.HasAssigned)
        {
            _restorer.EndQuestions();
        }
    }

    // The client begins at the committed offset or else at the first record; topics that begin at their end are told here.
    private void FindStart(StreamTask task)
    {
        foreach (var queue in task.Partitions.Queues)
        {
            if (queue.ProcessedTo >= 0 || _plan.Source(queue.Partition.Topic).OffsetReset != OffsetReset.Latest)
            {
                continue;
            }

            if (_consumer.Committed([queue.Partition], _config.RequestTimeout)[0].Offset.IsSpecial)
            {
                Pause(queue);
                queue.Clear(_consumer);
                queue.StartAt(_restorer.Ends(queue.Partition).High.Value);
                queue.HasSeenStale = true;
            }
        }
    }

    private void Restore()
    {
        foreach (var task in _restorer.Step(_mayProcessMore || _tasks.Running.Length > 0 ? TimeSpan.Zero : ShortWait))
        {
            Start(task);
        }
    }

    private void Start(StreamTask task)
    {
        _tasks.Start(task);
        foreach (var queue in task.Partitions.Queues)
        {
            if (queue.IsPaused)
            {
                Resume(queue);
            }
        }
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
                if (task.Partitions.HasRecords)
                {
                    _committer.Begin();
                    done += task.Process(Turn);
                }
            }

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
                _committer.Begin();
                task.AdvanceStreamTime(streamTime);
                _processedSinceCommit = true;
            }
        }

        Punctuate();
    }

    private bool IsCommitDue() => _time.GetElapsedTime(_lastCommit) >= _commitInterval;

    private void CommitIfDue()
    {
        if (!IsCommitDue())
        {
            return;
        }

        var result = _committer.Commit(_tasks.Running);
        _lastCommit = _time.GetTimestamp();
        if (result == CommitResult.Committed)
        {
            _processedSinceCommit = false;
            _commitInterval = _config.CommitInterval;
            _transactionRetries.Succeeded();
            _purger.PurgeIfDue(_tasks.Running);
        }
        else if (result == CommitResult.Refused)
        {
            Log.CommitRefused(_logger, "the group has moved on");
        }
    }

    // An exactly-once thread can take back all it did since the last commit, and do it again.
    private bool CanStartAgain(KafkaException e) =>
        _config.Guarantee == ProcessingGuarantee.ExactlyOnce && !e.Error.IsFatal && !KafkaErrors.IsFenced(e.Error) &&
        !KafkaErrors.IsAuthorization(e.Error);

    private void StartAgain(KafkaException cause)
    {
        _transactionRetries.Failed("A transaction", cause);
        Log.TransactionAborted(_logger, _tasks.Count, cause.Error.Reason);
        _committer.Abort();
        _restorer.Cancel();
        _tasks.StartAgain();
        _mayProcessMore = false;
    }

    private void SteerFetching()
    {
        foreach (var task in _tasks.Running)
        {
            foreach (var queue in task.Partitions.Queues)
            {
                if (queue.HasSeenStale)
                {
                    SeekAgain(queue);
                }

                bool isFull = queue.Count > _config.BufferedRecordsPerPartition || queue.Bytes > BufferedBytesPerPartition;
                if (isFull && !queue.IsPaused)
                {
                    Pause(queue);
                }
                else if (!isFull && queue.IsPaused)
                {
                    Resume(queue);
                }
            }
        }
    }

    // A seek right after an assignment can be overtaken by the client's own start.
    private void SeekAgain(RecordQueue queue)
    {
        queue.HasSeenStale = false;
        try
        {
            _consumer.Seek(new TopicPartitionOffset(queue.Partition, queue.ExpectedOffset));
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_State || KafkaErrors.IsTransient(e.Error))
        {
            queue.HasSeenStale = true;
        }
    }

    private void Pause(StreamTask task)
    {
        foreach (var queue in task.Partitions.Queues)
        {
            if (!queue.IsPaused)
            {
                Pause(queue);
            }
        }
    }

    private void Pause(RecordQueue queue)
    {
        _consumer.Pause(queue.Partition);
        queue.IsPaused = true;
    }

    private void Resume(RecordQueue queue)
    {
        _consumer.Resume(queue.Partition);
        queue.IsPaused = false;
    }
}
