using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Allocation.Tests;

/// <summary>One task of a topology with its stores and changelogs, fed record by record; what it writes is counted and forgotten.</summary>
/// <typeparam name="T">The topology.</typeparam>
internal sealed class TaskHarness<T> : IDisposable
    where T : class, ITopology<T>
{
    private readonly Dictionary<string, StateStore> _stores = new(StringComparer.Ordinal);
    private readonly SubTopologyDescriptor _subTopology;
    private readonly TopologyTask _task;
    private readonly RecordTimestamps _timestamps;
    private readonly PunctuationSchedule _punctuations;

    public TaskHarness(long cacheBytes = 0, int subTopology = 0)
    {
        _subTopology = T.Descriptor.SubTopologies[subTopology];
        _timestamps = new RecordTimestamps(_subTopology, TimeProvider.System);
        _punctuations = new PunctuationSchedule(_subTopology.Punctuators, now: 0);
        var cache = new RecordCacheBudget(cacheBytes);
        foreach (var store in _subTopology.Stores)
        {
            ChangelogWriter? changelog = null;
            if (store.Changelog is { IsInternal: true } topic)
            {
                changelog = new ChangelogWriter(new Confluent.Kafka.TopicPartition(topic.Resolve("app"), 0));
                changelog.Attach(Collector);
            }

            _stores.Add(store.Name, store.Create(StoreFactory.InMemory, changelog, cache));
        }

        _task = T.CreateTask(T.Create(new NoServices()), new Context(_stores)
        {
            Id = new TaskId(subTopology, 0),
            ApplicationId = "app",
            SubTopology = _subTopology,
            Record = new NoRecord(),
            Collector = Collector,
            Errors = new FailOnErrors(),
        });
    }

    public CountingCollector Collector { get; } = new();

    /// <summary>The number of the source that reads a topic.</summary>
    public int Source(string topic)
    {
        for (int source = 0; source < _subTopology.Sources.Length; source++)
        {
            if (_subTopology.Sources[source].Topic.Name == topic)
            {
                return source;
            }
        }

        throw new ArgumentException($"The sub-topology does not read '{topic}'.", nameof(topic));
    }

    public void Process(int source, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp) =>
        _task.Process(source, new RawRecord(key, value, timestamp));

    /// <summary>Asks the source for a record's time, processes it, and calls what is due then.</summary>
    public void ProcessInTime(int source, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        timestamp = _timestamps.Of(_task, source, new RawRecord(key, value, timestamp), partitionTime: -1);
        _task.Process(source, new RawRecord(key, value, timestamp));
        if (_punctuations.IsDueByStreamTime(timestamp))
        {
            _punctuations.Punctuate(_task, timestamp, isWallClock: false);
        }

        if (_punctuations.IsDueByWallClock(timestamp))
        {
            _punctuations.Punctuate(_task, timestamp, isWallClock: true);
        }
    }

    public void Flush() => _task.Flush();

    public void SaveProgress() => _task.SaveProgress();

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }

    private sealed class Context(Dictionary<string, StateStore> stores) : TaskContext
    {
        public override GlobalKeyValueStore GlobalStore(string name) =>
            throw new InvalidOperationException("There are no global tables here.");

        protected override StateStore FindStore(string name) => stores[name];
    }

    private sealed class NoRecord : CurrentRecord
    {
        public override RawRecord Raw => default;
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class FailOnErrors : ITaskErrors
    {
        public bool Resume(TopologyTask task, StepDescriptor step, Exception exception) => false;

        public void Dropped(TopologyTask task, string member, string reason) =>
            throw new InvalidOperationException($"'{member}' dropped a record: {reason}.");
    }
}
