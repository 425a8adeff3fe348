using System.Diagnostics.CodeAnalysis;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State.Disk;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>A task on its stream thread: its partitions, its stores, and the generated code between them.</summary>
internal sealed class StreamTask
{
    private readonly IStreamConsumer _consumer;
    private readonly StreamProducer _producer;
    private readonly ConsumedRecord _record;
    private readonly TaskErrors _errors;
    private readonly Func<StreamTaskContext> _context;
    private readonly StreamTaskFactory _factory;
    private readonly CancellationToken _stopping;
    private readonly LocalStateQueries _queries;
    private readonly StateGate _gate = new();
    private readonly List<StoreRegistration> _registrations = [];
    private readonly RecordTimestamps _timestamps;
    private readonly TimeProvider _time;
    private readonly IdleClock? _idle;
    private readonly bool _isExactlyOnce;
    private PunctuationSchedule _punctuations = null!;
    private OwnedTask _generated;
    private long _streamTime = -1;
    private bool _hasAdvanced;

    /// <summary>A task whose state is complete.</summary>
    public StreamTask(TaskState state, PartitionGroup partitions, TaskSurroundings surroundings)
    {
        State = state;
        Partitions = partitions;
        _consumer = surroundings.Clients.Consumer;
        _producer = surroundings.Clients.Producer;
        _errors = surroundings.Errors;
        _factory = surroundings.Factory;
        _queries = surroundings.Queries;
        _stopping = surroundings.Stopping;
        _time = surroundings.Time;
        _timestamps = new RecordTimestamps(surroundings.SubTopology(Id.SubTopology), _time);
        _isExactlyOnce = surroundings.Config.Guarantee == ProcessingGuarantee.ExactlyOnce;
        _idle = surroundings.Config.IdleStreamTime is { } idle ? new IdleClock((long)idle.TotalMilliseconds) : null;
        _record = new ConsumedRecord();
        _context = () => new StreamTaskContext(State.Stores, surroundings.GlobalStores)
        {
            Id = Id,
            ApplicationId = surroundings.Config.ApplicationId,
            SubTopology = surroundings.SubTopology(Id.SubTopology),
            Record = _record,
            Collector = surroundings.Clients.Producer,
            Errors = surroundings.Errors,
            Stopping = surroundings.Stopping,
        };
    }

    /// <summary>The name.</summary>
    public TaskId Id => State.Id;

    /// <summary>What it reads.</summary>
    public PartitionGroup Partitions { get; }

    /// <summary>What it remembers; its owner's from the end of the task on.</summary>
    public TaskState State { get; }

    /// <summary>Which operator it was in last.</summary>
    public string CurrentOperator => _generated.Task.CurrentStep;

    /// <summary>Whether a punctuation, or the time itself, has done something since the last commit.</summary>
    public bool HasActed { get; private set; }

    /// <summary>Whether it has punctuators.</summary>
    public bool HasPunctuations => !_punctuations.IsEmpty;

    /// <summary>When the next punctuation by the wall clock is due, milliseconds since 1970-01-01 UTC.</summary>
    public long NextPunctuation => _punctuations.NextByWallClock;

    private long Elapsed => (long)_time.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Makes what the compiler wrote; from now on records are processed, and queries answered.</summary>
    public void Start()
    {
        var context = _context();
        _punctuations = new PunctuationSchedule(context.SubTopology.Punctuators, _time.GetUtcNow().ToUnixTimeMilliseconds());
        _generated = _factory.Create(context);
        foreach (var queue in Partitions.Queues)
        {
            _streamTime = Math.Max(_streamTime, queue.PartitionTime);
        }

        _generated.Task.VisitTimes(new CommittedTimes(Offsets(), _isExactlyOnce));
        _idle?.Active(Elapsed, _streamTime);
        foreach (var store in State.Stores.All)
        {
            if (store.Store is QueryableStore queryable)
            {
                var registration = _queries.Add(queryable.Name, _gate);
                registration.Open(queryable);
                _registrations.Add(registration);
            }
        }
    }

    /// <summary>Processes records that wait.</summary>
    /// <param name="limit">At most so many.</param>
    /// <returns>How many were processed.</returns>
    /// <exception cref="StreamsException">A record failed, and its error handler did not resume.</exception>
    public int Process(int limit)
    {
        int done = 0;
        var task = _generated.Task;
        _errors.At(Id, _record);
        _gate.Enter();
        try
        {
            while (done < limit && TryNext(task, out var queue))
            {
                _record.MoveTo(queue, _consumer);
                var record = queue.Head.Raw;
                long timestamp = queue.HeadTimestamp;
                if (timestamp < 0)
                {
                    throw _timestamps.Invalid(queue.Source, _record, timestamp);
                }

                _producer.Source = RecordSource.Of(queue.Slot, _record.Offset);
                if (task.TryProcess(queue.Source, new RawRecord(record.Key, record.Value, timestamp)))
                {
                    queue.TakeHead();
                    _streamTime = Math.Max(_streamTime, timestamp);
                }

                queue.Advance(_consumer);
                done++;
            }

            _idle?.Active(Elapsed, _streamTime);
            State.Work();
        }
        catch (Exception e) when (!IsPassedOn(e))
        {
            throw _errors.Failure(Id, _record, e);
        }
        finally
        {
            _gate.Exit();
        }

        return done;
    }

    /// <summary>Forwards what the record caches hold back.</summary>
    /// <exception cref="StreamsException">An operator below failed.</exception>
    public void Flush() => Act(static (task, _, _) => task.Flush(), 0, "while its record caches were flushed");

    /// <summary>Whether a punctuation is due.</summary>
    /// <param name="now">The wall clock, milliseconds since 1970-01-01 UTC.</param>
    public bool IsPunctuationDue(long now) =>
        _punctuations.IsDueByStreamTime(_streamTime) || _punctuations.IsDueByWallClock(now);

    /// <summary>Calls the punctuators that are due: first those by stream time.</summary>
    /// <param name="now">The wall clock, milliseconds since 1970-01-01 UTC.</param>
    /// <exception cref="StreamsException">One of them, or an operator below, failed.</exception>
    public void Punctuate(long now)
    {
        HasActed = true;
        Act(static (task, schedule, time) => schedule.Punctuate(task, time, isWallClock: false), _streamTime, "in a punctuation");
        Act(static (task, schedule, time) => schedule.Punctuate(task, time, isWallClock: true), now, "in a punctuation");
    }

    /// <summary>Whether stream time goes on without records: there are none, none wait at the broker, and it has been so for long enough.</summary>
    /// <param name="streamTime">Where the stream time is by now.</param>
    public bool TryFindIdleTime(out long streamTime)
    {
        streamTime = -1;
        if (_idle is null)
        {
            return false;
        }

        if (!Partitions.IsAtEnd())
        {
            _idle.Active(Elapsed, _streamTime);
            return false;
        }

        return _idle.TryAdvance(Elapsed, out streamTime) && streamTime > _streamTime;
    }

    /// <summary>Lets stream time go on without a record.</summary>
    /// <exception cref="StreamsException">An operator failed that this gave something to do.</exception>
    public void AdvanceStreamTime(long streamTime)
    {
        HasActed = true;
        _hasAdvanced = true;
        _streamTime = streamTime;
        Act(static (task, _, time) => task.AdvanceStreamTime(time), streamTime, "while its stream time went on without records");
    }

    /// <summary>Whether the offset of a partition is to be committed: records were processed, or the times beside it have gone on without any.</summary>
    public bool IsToCommit(RecordQueue queue) => queue.IsDirty || (_hasAdvanced && queue.CommittedOffset >= 0);

    /// <summary>Gives the times that its operators have.</summary>
    public void CollectTimes(OffsetMetadataWriter metadata) => metadata.Collect(_generated.Task);

    /// <summary>All that it did is committed.</summary>
    public void Committed()
    {
        HasActed = false;
        _hasAdvanced = false;
        NoteSources();
        _gate.Enter();
        try
        {
            State.Committed();
            _gate.Committed();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Writes down what was emitted that must not come again after a restart.</summary>
    public void SaveProgress() => _generated.Task.SaveProgress();

    /// <summary>Ends the task. What it remembers is left to the caller, with the place where it goes on.</summary>
    public void Close()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _registrations.Clear();
        ReleaseRecords();
        _generated.Lifetime?.Dispose();
        State.Start = Offsets();
        NoteSources();
    }

    /// <summary>Gives all records back that wait.</summary>
    public void ReleaseRecords()
    {
        _record.MoveToNone();
        foreach (var queue in Partitions.Queues)
        {
            queue.Clear(_consumer);
        }
    }

    private CommittedOffset[] Offsets()
    {
        var offsets = new CommittedOffset[Partitions.Queues.Length];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = Partitions.Queues[i].Start;
        }

        return offsets;
    }

    // A table whose source is its changelog has it up to what is committed.
    private void NoteSources()
    {
        foreach (var queue in Partitions.Queues)
        {
            State.SourceReadTo(queue.Partition, queue.CommittedOffset);
        }
    }

    // The client's own errors, and those of the disk under the stores, decide about the thread, not about the record.
    private bool IsPassedOn(Exception exception) =>
        exception is Confluent.Kafka.KafkaException or StreamsException or StateFaultException ||
        (exception is OperationCanceledException && _stopping.IsCancellationRequested);

    private bool TryNext(TopologyTask task, [NotNullWhen(true)] out RecordQueue? next)
    {
        if (_timestamps.IsNeeded)
        {
            foreach (var queue in Partitions.Queues)
            {
                TimeHead(task, queue);
            }
        }

        return Partitions.TryNext(out next);
    }

    // What is left out counts as processed: it is not to come again.
    private void TimeHead(TopologyTask task, RecordQueue queue)
    {
        while (queue is { Count: > 0, HeadIsTimed: false })
        {
            _record.MoveTo(queue, _consumer);
            long timestamp = _timestamps.Of(task, queue.Source, queue.Head.Raw, queue.PartitionTime);
            if (timestamp == RecordTimestamps.Skipped)
            {
                queue.Advance(_consumer);
            }
            else
            {
                queue.TimeHead(timestamp);
            }
        }
    }

    private void Act(Action<TopologyTask, PunctuationSchedule, long> action, long time, string what)
    {
        _record.MoveToNone();
        _producer.Source = RecordSource.None;
        _errors.At(Id, _record);
        _gate.Enter();
        try
        {
            action(_generated.Task, _punctuations, time);
        }
        catch (Exception e) when (!IsPassedOn(e))
        {
            throw _errors.Failure(Id, _record, e, what);
        }
        finally
        {
            _gate.Exit();
        }
    }
}
