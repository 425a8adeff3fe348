using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// The global tables of a topology: a thread of their own reads all partitions of their topics, to the end before stream threads start,
/// and then on and on. Its time is not synchronised with that of the tasks.
/// </summary>
internal sealed class GlobalTables : IDisposable
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    private readonly TopologyDescriptor _topology;
    private readonly StreamsConfig _config;
    private readonly IClientFactory _clients;
    private readonly StoreIntakes _intakes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, GlobalKeyValueStore> _stores;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile GlobalTableReader? _reader;
    private volatile bool _stopRequested;
    private bool _started;

    /// <summary>Empty tables.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="config">The settings.</param>
    /// <param name="clients">Makes the consumer.</param>
    /// <param name="intakes">Decides on records that cannot be read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of what is left out, and of the end of the first reading.</param>
    public GlobalTables(
        TopologyDescriptor topology,
        StreamsConfig config,
        IClientFactory clients,
        StoreIntakes intakes,
        TimeProvider time,
        ILogger logger)
    {
        _intakes = intakes;
        _topology = topology;
        _config = config;
        _clients = clients;
        _time = time;
        _logger = logger;
        _stores = topology.GlobalTables.ToDictionary(g => g.Store, g => new GlobalKeyValueStore(g.Store));
    }

    /// <summary>The stores, by name.</summary>
    public IReadOnlyDictionary<string, GlobalKeyValueStore> Stores => _stores;

    /// <summary>What they wait for; null when nothing is in the way.</summary>
    public string? WaitsFor => _reader?.WaitsFor;

    /// <summary>Ends when the thread ends; fails when it fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the thread; ends when all tables were read to the ends that their topics had then.</summary>
    /// <param name="admin">Looks the topics up.</param>
    /// <param name="partitions">Partition counts of the topics.</param>
    public Task StartAsync(ITopicAdmin admin, IReadOnlyDictionary<string, int> partitions)
    {
        if (_stores.Count == 0)
        {
            _ended.TrySetResult();
            return Task.CompletedTask;
        }

        _started = true;
        var thread = new Thread(() => Run(admin, partitions)) { IsBackground = true, Name = $"{_config.ApplicationId}-GlobalStreamThread" };
        thread.Start();
        return _ready.Task;
    }

    /// <summary>Asks the thread to end; see <see cref="Ended"/>.</summary>
    public void RequestStop()
    {
        _stopRequested = true;
        if (!_started)
        {
            _ended.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }

    private void Run(ITopicAdmin admin, IReadOnlyDictionary<string, int> partitions)
    {
        try
        {
            using var consumer = _clients.CreateConsumer(_config.Clients.Global());
            var reader = new GlobalTableReader(consumer, admin, Find(partitions), _time, _logger);
            _reader = reader;
            ReadToEnd(reader);
            _ready.TrySetResult();
            while (!_stopRequested)
            {
                reader.Read(PollWait);
            }

            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            var failure = e as StreamsException ?? new StreamsException(
                $"The global tables of '{_topology.Name}' ({string.Join(", ", _topology.GlobalTables.Select(g => g.Member))}) cannot be read: {e.Message}", e);
            _ready.TrySetException(failure);
            _ended.TrySetException(failure);
        }
    }

    private void ReadToEnd(GlobalTableReader reader)
    {
        long records = 0;
        while (!_stopRequested && !reader.IsAtEnd)
        {
            records += reader.Read(PollWait);
        }

        Log.GlobalTablesRead(_logger, records);
    }

    private List<GlobalTablePartition> Find(IReadOnlyDictionary<string, int> partitions)
    {
        var found = new List<GlobalTablePartition>();
        foreach (var global in _topology.GlobalTables)
        {
            string topic = global.Topic.Resolve(_config.ApplicationId);
            for (int i = 0; i < partitions[topic]; i++)
            {
                var intake = _intakes.Of(global.Check, global.Member, new TaskId(StoreIntakes.GlobalSubTopology, i));
                found.Add(new GlobalTablePartition(new TopicPartition(topic, i), _stores[global.Store], intake));
            }
        }

        return found;
    }
}
