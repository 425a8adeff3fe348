using GenStreams.Processing;
using GenStreams.Tasks;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Testing;

/// <summary>Decides on errors as production does, and lists what operators dropped.</summary>
internal sealed class TestErrors : ITaskErrors, IDisposable
{
    private readonly List<DroppedRecord> _dropped = [];
    private readonly StreamsMetrics _metrics = new();
    private readonly TaskErrors _errors;
    private readonly ErrorHandlers _handlers;
    private readonly ILogger _logger;

    public TestErrors(string topology, string applicationId, TopologyTestDriverOptions options)
    {
        var services = options.Services ?? NoServices.Instance;
        _handlers = new ErrorHandlers(
            Handler<IDeserializationErrorHandler>(options.OnDeserializationError, services),
            Handler<IProcessingErrorHandler>(options.OnProcessingError, services),
            Handler<IProductionErrorHandler>(options.OnProductionError, services));
        var loggers = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory)) ?? NullLoggerFactory.Instance;
        var metrics = new ThreadMetrics(_metrics, topology, applicationId, "test");
        _logger = loggers.CreateLogger($"GenStreams.{topology}");
        _errors = new TaskErrors(_handlers, _logger, metrics, TimeProvider.System);
    }

    public IReadOnlyList<DroppedRecord> DroppedRecords => _dropped;

    /// <summary>Where dead letters go.</summary>
    public RecordCollector Collector
    {
        set => _errors.Collector = value;
    }

    public bool Resume(TopologyTask task, StepDescriptor step, Exception exception) => _errors.Resume(task, step, exception);

    public void Dropped(TopologyTask task, string member, string reason)
    {
        var record = task.Context.Record;
        _dropped.Add(new DroppedRecord(member, reason, record.Topic, record.Partition, record.Offset));
        _errors.Dropped(task, member, reason);
    }

    /// <summary>Lists a record that a global table dropped, which no task has seen.</summary>
    public void Dropped(string table, string reason, TestMessage message) =>
        _dropped.Add(new DroppedRecord(table, reason, message.Topic.Name, message.Partition, message.Offset));

    /// <summary>What decides on the records of a global table; null when all can be read.</summary>
    public StoreIntake? IntakeOf(GlobalTableDescriptor table) => new StoreIntakes(_handlers.Deserialization, _logger)
        .Of(table.Check, table.Member, new TaskId(StoreIntakes.GlobalSubTopology, 0));

    /// <summary>The error that ends the topology.</summary>
    public StreamsException Failure(TaskId task, CurrentRecord record, Exception cause, string otherwise) =>
        _errors.Failure(task, record, cause, otherwise);

    public void Dispose() => _metrics.Dispose();

    private static THandler Handler<THandler>(ErrorPolicy policy, IServiceProvider services)
        where THandler : class => policy.Action is { } action
        ? (THandler)(object)new FixedErrorHandler(action)
        : (THandler?)services.GetService(typeof(THandler)) ?? throw new ArgumentException(
            $"{nameof(ErrorPolicy)}.{nameof(ErrorPolicy.Handler)} needs an {typeof(THandler).Name} in "
            + $"{nameof(TopologyTestDriverOptions.Services)}, which has none.");
}
