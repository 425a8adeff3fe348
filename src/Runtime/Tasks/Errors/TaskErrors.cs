using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Decides on the errors of a thread's tasks by asking the handlers, and counts what is left out.</summary>
internal sealed class TaskErrors : ITaskErrors
{
    private static readonly TimeSpan DropLogInterval = TimeSpan.FromSeconds(10);

    private readonly ErrorHandlers _handlers;
    private readonly ILogger _logger;
    private readonly ThreadMetrics _metrics;
    private readonly TimeProvider _time;
    private DeadLetters? _deadLetters;
    private long _dropsNotLogged;
    private long _lastDropLog;
    private bool _anyDropLogged;
    private StepDescriptor? _failedStep;
    private CurrentRecord? _record;
    private TaskId _task;

    /// <summary>Decides by handlers.</summary>
    public TaskErrors(ErrorHandlers handlers, ILogger logger, ThreadMetrics metrics, TimeProvider time)
    {
        _handlers = handlers;
        _logger = logger;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The producer that dead letters go through: that of the thread, so that they belong to its transaction.</summary>
    public RecordCollector Collector
    {
        set => _deadLetters = new DeadLetters(value);
    }

    /// <inheritdoc/>
    public bool Resume(TopologyTask task, StepDescriptor step, Exception exception)
    {
        _failedStep = step;
        bool isOfThread = exception is KafkaException or StreamsException ||
            (exception is OperationCanceledException && task.Context.Stopping.IsCancellationRequested);
        if (isOfThread)
        {
            return false;
        }

        var context = new ErrorContext(task.Context.Record, task.Context.Id, step.Member, exception);
        try
        {
            return Apply(Ask(step.Kind, in context), in context);
        }
        catch (Exception e)
        {
            // This runs in an exception filter, where the runtime would swallow it.
            Log.ErrorHandlerFailed(_logger, e, step.Member, context.Task, context.Topic, context.Partition, context.Offset);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dropped(TopologyTask task, string member, string reason)
    {
        _metrics.Dropped++;
        _dropsNotLogged++;
        if (_anyDropLogged && _time.GetElapsedTime(_lastDropLog) < DropLogInterval)
        {
            return;
        }

        var record = task.Context.Record;
        Log.RecordDropped(_logger, member, reason, record.Topic, record.Partition, record.Offset, _dropsNotLogged);
        _dropsNotLogged = 0;
        _lastDropLog = _time.GetTimestamp();
        _anyDropLogged = true;
    }

    /// <summary>The task that works now, and its record, from which what is sent comes.</summary>
    public void At(TaskId task, CurrentRecord record)
    {
        _task = task;
        _record = record;
    }

    /// <summary>Asks what is to become of a record that the broker refuses for good.</summary>
    public ErrorAction Ask(UndeliveredRecord record) => _handlers.Production.HandleDelivery(
        new DeliveryErrorContext(record.Topic.Name, record.Partition, record.Error.Reason, record.Error.Code.ToString()));

    /// <summary>Leaves a refused record out, as it was decided.</summary>
    /// <exception cref="StreamsException">There is no source record that could be sent to the dead letter topic.</exception>
    public void Apply(ErrorAction action, string topic, int partition)
    {
        if (action.Kind == ErrorActionKind.DeadLetter)
        {
            if (_record?.Topic is null || _record.IsOfCache)
            {
                Log.UndeliveredNotDeadLettered(_logger, PlaceOf(topic, partition), action.DeadLetterTopic!);
                throw new StreamsException(
                    $"A record was refused by topic '{topic}', and comes from no record that could be sent to dead letter topic '{action.DeadLetterTopic}': it was written " +
                    "in a punctuation, or held back in a record cache.");
            }

            var refusal = new StreamsException($"The broker refused a record for topic '{topic}', partition {partition}.");
            _deadLetters!.Send(action.DeadLetterTopic!, new ErrorContext(_record, _task, topic, refusal));
        }

        _metrics.Skipped++;
        Log.UndeliveredSkipped(_logger, PlaceOf(topic, partition), action.DeadLetterTopic ?? "nowhere", _record?.Topic, _record?.Partition ?? -1, _record?.Offset ?? -1);
    }

    // The partition of a record with a key is the client's choice, and it does not say which it was.
    private static string PlaceOf(string topic, int partition) => partition < 0 ? $"topic {topic}" : $"topic {topic}, partition {partition},";

    /// <summary>The error that ends a thread because of a record that the broker refuses.</summary>
    public StreamsException Refused(UndeliveredRecord record)
    {
        string place = _record?.Topic is null
            ? "in a punctuation, or while record caches were flushed"
            : $"at topic '{_record.Topic}', partition {_record.Partition}, offset {_record.Offset}";
        return new StreamsException(
            $"Task {_task} failed {place}: topic '{record.Topic.Name}', partition {record.Partition}, refuses a record: {record.Error.Reason}. " +
            "OnProductionError says what becomes of such records.");
    }

    /// <summary>The error that ends a thread because of a record.</summary>
    /// <param name="task">The task.</param>
    /// <param name="record">The record at hand.</param>
    /// <param name="cause">What happened.</param>
    /// <param name="otherwise">What was being done where there is no record.</param>
    public StreamsException Failure(TaskId task, CurrentRecord record, Exception cause, string otherwise = "while its record caches were flushed")
    {
        string member = _failedStep is { } step ? $" in '{step.Member}' ({step.Kind})" : string.Empty;
        string place = record.Topic is null
            ? otherwise
            : $"at topic '{record.Topic}', partition {record.Partition}, offset {record.Offset}";
        return new StreamsException($"Task {task} failed{member} {place}: {cause.Message}", cause);
    }

    private ErrorAction Ask(StepKind kind, in ErrorContext context) => kind switch
    {
        StepKind.DeserializeKey or StepKind.DeserializeValue => _handlers.Deserialization.Handle(in context),
        StepKind.Serialize => _handlers.Production.HandleSerialization(in context),
        _ => _handlers.Processing.Handle(in context),
    };

    private bool Apply(ErrorAction action, in ErrorContext error)
    {
        switch (action.Kind)
        {
            case ErrorActionKind.Skip:
                Log.RecordSkipped(_logger, error.Exception, error.Member, error.Task, error.Topic, error.Partition, error.Offset);
                break;
            case ErrorActionKind.DeadLetter when error.Topic is null || error.IsOfCache:
                Log.NothingToDeadLetter(_logger, error.Member, error.Task, action.DeadLetterTopic!);
                return false;
            case ErrorActionKind.DeadLetter:
                _deadLetters!.Send(action.DeadLetterTopic!, in error);
                Log.RecordDeadLettered(
                    _logger, error.Exception, error.Member, error.Task, error.Topic, error.Partition, error.Offset, action.DeadLetterTopic!);
                break;
            default:
                return false;
        }

        _metrics.Skipped++;
        return true;
    }
}
