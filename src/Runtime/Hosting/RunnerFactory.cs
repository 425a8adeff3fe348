using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using GenStreams.Clients;
using GenStreams.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenStreams.Hosting;

/// <summary>Makes the runner of a topology from services and options.</summary>
internal sealed class RunnerFactory(
    IServiceProvider services, IOptionsMonitor<GenStreamsOptions> options, IClientFactory clients, StreamsMetrics metrics)
{
    private static readonly TimeSpan ExactlyOnceCommitInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AtLeastOnceCommitInterval = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string ApplicationId, string? BootstrapServers), TopologyRegistration> _applications = [];

    /// <summary>Makes a runner.</summary>
    /// <exception cref="OptionsValidationException">
    /// Another topology has its application id, or no engine keeps the stores on disk that are to be there.
    /// </exception>
    public TopologyRunner Create(TopologyRegistration topology)
    {
        var settings = options.Get(topology.OptionsName);
        CheckApplication(topology, settings);
        CheckEngine(topology, settings);
        return new TopologyRunner(new RunnerServices
        {
            Config = Config(settings, topology.Descriptor.Name),
            Instance = $"{settings.ApplicationId ?? topology.Descriptor.Name}-{settings.InstanceId ?? Environment.MachineName}",
            Factory = topology.CreateFactory(services),
            Clients = clients,
            Interceptors = new Interceptors(
                [.. services.GetServices<IConsumeInterceptor>()],
                [.. services.GetServices<IProduceInterceptor>()],
                Loggers(services).CreateLogger($"GenStreams.{topology.Descriptor.Name}")),
            ErrorHandlers = new ErrorHandlers(
                Handler<IDeserializationErrorHandler>(settings.OnDeserializationError),
                Handler<IProcessingErrorHandler>(settings.OnProcessingError),
                Handler<IProductionErrorHandler>(settings.OnProductionError)),
            DeadLetterTopics = DeadLetterTopics(settings),
            OnThreadFailure = settings.OnThreadFailure,
            Metrics = metrics,
            Time = services.GetService<TimeProvider>() ?? TimeProvider.System,
            Logger = Loggers(services).CreateLogger($"GenStreams.{topology.Descriptor.Name}"),
        });
    }

    /// <summary>The meter's instruments, on the host's meter factory when it has one.</summary>
    public static StreamsMetrics CreateMetrics(IServiceProvider services) => new(services.GetService<IMeterFactory>());

    /// <summary>Where to log; nowhere when logging was not added.</summary>
    public static ILoggerFactory Loggers(IServiceProvider services) => services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    /// <summary>Two topologies in one group would take each other's partitions, and fail at topics that they do not read.</summary>
    private void CheckApplication(TopologyRegistration topology, GenStreamsOptions settings)
    {
        string applicationId = settings.ApplicationId ?? topology.Descriptor.Name;
        var other = _applications.GetOrAdd((applicationId, settings.BootstrapServers), topology);
        if (other.OptionsName != topology.OptionsName)
        {
            throw new OptionsValidationException(
                topology.OptionsName,
                typeof(GenStreamsOptions),
                [
                    $"The topologies {other.OptionsName} and {topology.OptionsName} have the same application id, '{applicationId}': give one of them "
                    + $"another name in [Topology], or another {nameof(GenStreamsOptions.ApplicationId)}.",
                ]);
        }
    }

    private static void CheckEngine(TopologyRegistration topology, GenStreamsOptions settings)
    {
        var persistent = topology.Descriptor.SubTopologies.SelectMany(static sub => sub.Stores).FirstOrDefault(static store => store.IsPersistent);
        if (persistent is not null && !settings.Engine.IsPersistent)
        {
            throw new OptionsValidationException(
                topology.OptionsName,
                typeof(GenStreamsOptions),
                [
                    $"The store '{persistent.Name}' of topology '{topology.Descriptor.Name}' has Persistent = true, but stores are in memory: call UseRocksDb of the "
                    + "package GenStreams.RocksDb on the options, or remove it.",
                ]);
        }
    }

    private static StreamsConfig Config(GenStreamsOptions settings, string topology)
    {
        string applicationId = settings.ApplicationId ?? topology;
        var properties = new ClientProperties
        {
            Common = settings.Common.AsReadOnly(),
            Consumer = settings.Consumer.AsReadOnly(),
            Producer = settings.Producer.AsReadOnly(),
            Admin = settings.Admin.AsReadOnly(),
            RestoreConsumer = settings.RestoreConsumer.AsReadOnly(),
            GlobalConsumer = settings.GlobalConsumer.AsReadOnly(),
        };
        var guarantee = settings.ProcessingGuarantee;
        return new StreamsConfig
        {
            Topology = topology,
            ApplicationId = applicationId,
            Clients = new ClientConfigs(
                settings.BootstrapServers!, applicationId, guarantee, properties),
            Guarantee = guarantee,
            StateDirectory = settings.StateDirectory,
            Engine = settings.Engine,
            Threads = settings.Threads,
            CommitInterval = settings.CommitInterval ??
                (guarantee == ProcessingGuarantee.ExactlyOnce ? ExactlyOnceCommitInterval : AtLeastOnceCommitInterval),
            CacheBytesPerThread = settings.CacheMaxBytes / settings.Threads,
            IdleStreamTime = settings.IdleStreamTime,
            MaxTaskIdle = settings.MaxTaskIdle,
            GroupProtocol = settings.GroupProtocol,
            StandbyReplicas = settings.StandbyReplicas,
            AcceptsMissingChangelogs = settings.OnMissingChangelog == MissingChangelogPolicy.StartEmpty,
            PollInterval = PollInterval(settings),
            StuckAfter = TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(1).Ticks, PollInterval(settings).Ticks / 2)),
            StaysOnStop = settings.OnStop == StopBehavior.Stay,
            BufferedRecordsPerPartition = settings.BufferedRecordsPerPartition,
            ReplicationFactor = (short)settings.ReplicationFactor,
            RepartitionPurgeInterval = settings.RepartitionPurgeInterval,
            StartTimeout = settings.StartTimeout,
            ShutdownTimeout = settings.ShutdownTimeout,
        };
    }

    // As Kafka's client has it, where nothing else is said.
    private static TimeSpan PollInterval(GenStreamsOptions settings)
    {
        string? text = OptionsValidator.Property(settings.Consumer, settings.Common, "max.poll.interval.ms");
        return int.TryParse(text, CultureInfo.InvariantCulture, out int ms) && ms > 0 ? TimeSpan.FromMilliseconds(ms) : TimeSpan.FromMinutes(5);
    }

    private static HashSet<string> DeadLetterTopics(GenStreamsOptions settings)
    {
        ErrorPolicy[] policies = [settings.OnDeserializationError, settings.OnProcessingError, settings.OnProductionError];
        return [.. policies.Select(p => p.Action?.DeadLetterTopic).OfType<string>()];
    }

    private THandler Handler<THandler>(ErrorPolicy policy)
        where THandler : class =>
        policy.Action is { } action ? (THandler)(object)new FixedErrorHandler(action) : services.GetRequiredService<THandler>();
}
