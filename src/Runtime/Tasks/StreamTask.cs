using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>A task on its stream thread: its partitions, its stores, and the generated code between them.</summary>
internal sealed class StreamTask
{
    private readonly IStreamConsumer _consumer;
    private readonly ConsumedRecord _record;
    private readonly TaskErrors _errors;
    private readonly Func<StreamTaskContext> _context;
    private readonly StreamTaskFactory _factory;
    private readonly CancellationToken _stopping;
    private readonly LocalStateQueries _queries;
    private readonly StateGate _gate = new();
    private readonly List<(StoreRegistration Registration, QueryableStore Store)> _announced = [];
    private OwnedTask _generated;

    /// <summary>A task that is not restored yet.</summary>
    public StreamTask(TaskId id, PartitionGroup partitions, TaskStores stores, TaskSurroundings surroundings)
    {
        Id = id;
        Partitions = partitions;
        Stores = stores;
        _consumer = surroundings.Consumer;
        _errors = surroundings.Errors;
        _factory = surroundings.Factory;
        _queries = surroundings.Queries;
        _stopping = surroundings.Stopping;
        _record = new ConsumedRecord();
        _context = () => new StreamTaskContext(stores, surroundings.GlobalStores)
        {
            Id = id,
            ApplicationId = surroundings.Config.ApplicationId,
            SubTopology = surroundings.SubTopology(id.SubTopology),
            Record = _record,
            Collector = surroundings.Producer,
            Errors = surroundings.Errors,
            Stopping = surroundings.Stopping,
        };
    }

    /// <summary>The name.</summary>
    public TaskId Id { get; }

    /// <summary>What it reads.</summary>
    public PartitionGroup Partitions { get; }

    /// <summary>What it remembers.</summary>
    public TaskStores Stores { get; }

    /// <summary>Whether the stores are restored and records can be processed.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>The task is assigned to this process: queries of its stores wait until it is restored.</summary>
    public void Announce()
    {
        foreach (var store in Stores.All)
        {
            if (store.Store is QueryableStore queryable)
            {
                _announced.Add((_queries.Add(queryable.Name, _gate), queryable));
            }
        }
    }

    /// <summary>The stores are restored: from now on records are processed, and queries answered.</summary>
    public void Start()
    {
        if (_generated.Task is null)
        {
            _generated = _factory.Create(_context());
        }

        IsRunning = true;
        foreach (var (registration, store) in _announced)
        {
            registration.Open(store);
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
        _gate.Enter();
        try
        {
            while (done < limit && Partitions.TryNext(out var queue))
            {
                ref readonly var head = ref queue.Head;
                _record.MoveTo(queue, _consumer);
                if (head.Timestamp < 0)
                {
                    throw InvalidTimestamp(head.Timestamp);
                }

                task.Process(queue.Source, head.Raw);
                queue.Advance(_consumer);
                done++;
            }
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
    public void Flush()
    {
        _record.MoveToNone();
        _gate.Enter();
        try
        {
            _generated.Task.Flush();
        }
        catch (Exception e) when (!IsPassedOn(e))
        {
            throw _errors.Failure(Id, _record, e);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Writes down what was emitted that must not come again after a restart.</summary>
    public void SaveProgress() => _generated.Task.SaveProgress();

    /// <summary>Gives up the partitions but keeps the state: they may be assigned again at once.</summary>
    public void Suspend()
    {
        IsRunning = false;
        Withdraw();
        ReleaseRecords();
        foreach (var queue in Partitions.Queues)
        {
            queue.IsPaused = false;
        }
    }

    /// <summary>Ends the task; its stores go.</summary>
    public void Close()
    {
        IsRunning = false;
        Withdraw();
        ReleaseRecords();
        _generated.Lifetime?.Dispose();
        Stores.Dispose();
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

    private void Withdraw()
    {
        foreach (var (registration, _) in _announced)
        {
            registration.Dispose();
        }

        _announced.Clear();
    }

    // The client's own errors decide about the thread, not about the record.
    private bool IsPassedOn(Exception exception) =>
        exception is Confluent.Kafka.KafkaException or StreamsException ||
        (exception is OperationCanceledException && _stopping.IsCancellationRequested);

    private StreamsException InvalidTimestamp(long timestamp) => new(
        $"The record at topic '{_record.Topic}', partition {_record.Partition}, offset {_record.Offset} has the timestamp {timestamp}: " +
        "it was written by a producer that sets none. Set timestamps there, or message.timestamp.type=LogAppendTime on the topic.");
}
