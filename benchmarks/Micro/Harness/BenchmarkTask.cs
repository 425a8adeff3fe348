using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Benchmarks.Harness;

/// <summary>The first sub-topology of a topology as a task that writes to nowhere; no caches, so that every update is forwarded.</summary>
internal sealed class BenchmarkTask<T>
    where T : class, ITopology<T>
{
    private readonly Surroundings _surroundings;

    public BenchmarkTask()
    {
        _surroundings = new Surroundings(T.Descriptor)
        {
            Id = new TaskId(0, 0),
            ApplicationId = T.Descriptor.Name,
            SubTopology = T.Descriptor.SubTopologies[0],
            Record = new NoRecord(),
            Collector = Collector,
            Errors = new NoErrors(),
        };
        Task = T.CreateTask(T.Create(NoServices.Instance), _surroundings);
    }

    public NullCollector Collector { get; } = new();

    public TopologyTask Task { get; }

    /// <summary>Processes records of a source, one after the other.</summary>
    public long Process(int source, Records records)
    {
        for (int i = 0; i < records.Count; i++)
        {
            Task.Process(source, records[i]);
        }

        return Collector.Checksum;
    }

    private sealed class Surroundings(TopologyDescriptor topology) : TaskContext
    {
        private readonly Dictionary<string, StateStore> _stores = [];
        private readonly Dictionary<string, GlobalKeyValueStore> _globals = [];

        public override GlobalKeyValueStore GlobalStore(string name)
        {
            if (!_globals.TryGetValue(name, out var store))
            {
                _globals.Add(name, store = new GlobalKeyValueStore(name));
            }

            return store;
        }

        protected override StateStore FindStore(string name)
        {
            if (!_stores.TryGetValue(name, out var store))
            {
                var changelog = new NullChangelog(Collector, Collector.Topic($"{topology.Name}-{name}-changelog"));
                _stores.Add(name, store = SubTopology.Stores.First(descriptor => descriptor.Name == name).Create(StoreFactory.InMemory, changelog, cache: null));
            }

            return store;
        }
    }

    private sealed class NoRecord : CurrentRecord
    {
        public override RawRecord Raw => default;
    }

    private sealed class NoErrors : ITaskErrors
    {
        public bool Resume(TopologyTask task, StepDescriptor step, Exception exception) => false;

        public void Dropped(TopologyTask task, string member, string reason)
        {
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
