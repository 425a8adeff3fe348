using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Testing;

/// <summary>All tasks of a topology on in-memory topics: the test driver without the type of the topology.</summary>
internal sealed class TestRuntime : IDisposable
{
    private readonly TopologyDescriptor _topology;
    private readonly TestTopics _topics;
    private readonly List<TestTask> _tasks = [];
    private readonly List<TestQueue> _queues = [];
    private readonly Dictionary<string, GlobalKeyValueStore> _globalStores = new(StringComparer.Ordinal);
    private readonly LocalStateQueries _queries;
    private readonly StateGate _gate = new();
    private readonly bool _commitsEachRecord;
    private StreamsException? _failure;
    private bool _disposed;

    public TestRuntime(TopologyDescriptor topology, TopologyTestDriverOptions options, Func<TaskContext, TopologyTask> createTask)
    {
        _topology = topology;
        _commitsEachRecord = options.CommitsEachRecord;
        ApplicationId = options.ApplicationId ?? topology.Name;
        Clock = new TestClock(options.StartTime);
        IdleStreamTime = options.IdleStreamTime;
        var settings = new GenStreamsOptions();
        options.Configure?.Invoke(settings);
        Engine = settings.Engine;
        Errors = new TestErrors(topology.Name, ApplicationId, options);
        var plan = TopicPlan.Create(topology, ApplicationId, ExistingTopics(options));
        var internalTopics = plan.InternalTopics.ToDictionary(topic => topic.Name, topic => topic.Partitions, StringComparer.Ordinal);
        _topics = new TestTopics(
            name => internalTopics.TryGetValue(name, out int partitions) ? partitions : options.PartitionsOf(name), Errors);
        _queries = new LocalStateQueries(topology);
        CreateGlobalTables();
        CreateTasks(plan, new RecordCacheBudget(options.CacheBytes), createTask);
    }

    public string ApplicationId { get; }

    public TestClock Clock { get; }

    public long WallClock => Clock.Milliseconds;

    public TimeSpan? IdleStreamTime { get; }

    /// <summary>Keeps the stores.</summary>
    public StateEngine Engine { get; }

    public TestErrors Errors { get; }

    public StateQueries Queries
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _queries;
        }
    }

    public IReadOnlyDictionary<string, GlobalKeyValueStore> GlobalStores => _globalStores;

    public IReadOnlyList<string> ProducedTopics => [.. _topics.All.Where(topic => topic.Written > 0).Select(topic => topic.Name)];

    /// <summary>The stores of a name, one for each task that has it, by partition; a global table's alone.</summary>
    public IReadOnlyList<StateStore> Stores(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_globalStores.TryGetValue(name, out var global))
        {
            return [global.Entries];
        }

        var stores = _tasks.Select(task => task.Stores.GetValueOrDefault(name)).OfType<StateStore>().ToList();
        return stores.Count > 0 ? stores : throw new ArgumentException(
            $"Topology '{_topology.Name}' has no store '{name}'; it has: {Listing.Of(StoreNames())}.", nameof(name));
    }

    /// <summary>The topic that has what a store has; null when there is none.</summary>
    public string? TopicOf(string store)
    {
        var globalTables = _topology.GlobalTables.Where(table => table.Store == store);
        TopicName? topic = globalTables.Select(table => (TopicName?)table.Topic).FirstOrDefault()
            ?? _topology.SubTopologies.SelectMany(sub => sub.Stores).Where(s => s.Name == store).Select(s => s.Changelog).FirstOrDefault();
        return topic?.Resolve(ApplicationId);
    }

    public TestTopic InputTopic(string name) => _topics.Find(name) is { IsRead: true } topic ? topic : throw new ArgumentException(
        $"Topology '{_topology.Name}' does not read topic '{name}'; it reads: "
        + $"{Listing.Of(_topics.All.Where(topic => topic.IsRead).Select(topic => topic.Name))}.",
        nameof(name));

    public TestTopic OutputTopic(string name) => _topics[name];

    public string NothingToRead(TestTopic topic) => topic.Written > 0
        ? $"Topic '{topic.Name}' has no record left: all {topic.Written} were read."
        : $"No record was written to topic '{topic.Name}'. Records were written to: {Listing.Of(ProducedTopics)}.";

    public void Pipe(TestTopic topic, int? partition, byte[]? key, byte[]? value, long timestamp, RecordHeaders? headers)
    {
        ThrowIfNotRunning();
        if (partition < 0 || partition >= topic.PartitionCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(partition), partition, $"Topic '{topic.Name}' has partitions 0 to {topic.PartitionCount - 1}.");
        }

        int target = partition ?? topic.PartitionOf(key is null ? Bytes.Null : new Bytes(key));
        Guard(() => _topics.Append(topic, target, key, value, timestamp, headers));
        ProcessAll();
    }

    public void AdvanceWallClock(long milliseconds)
    {
        ThrowIfNotRunning();
        Clock.Advance(milliseconds);
        foreach (var task in _tasks)
        {
            Guard(task, static task => task.PunctuateByWallClock(), "in a punctuation");
        }

        Commit();
    }

    public void Commit()
    {
        ThrowIfNotRunning();
        _tasks.ForEach(Flush);
        ProcessAll();
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _tasks.ForEach(task => task.Dispose());
        foreach (var store in _globalStores.Values)
        {
            store.Dispose();
        }

        Errors.Dispose();
    }

    private Dictionary<string, int> ExistingTopics(TopologyTestDriverOptions options)
    {
        var internalTopics = _topology.RepartitionTopics.Select(repartition => repartition.Topic)
            .Concat(_topology.SubTopologies.SelectMany(sub => sub.Stores).Select(store => store.Changelog).OfType<TopicName>())
            .Where(topic => topic.IsInternal)
            .Select(topic => topic.Resolve(ApplicationId))
            .ToHashSet(StringComparer.Ordinal);
        return TopicPlan.AllTopics(_topology, ApplicationId).Except(internalTopics).ToDictionary(name => name, options.PartitionsOf);
    }

    private void CreateGlobalTables()
    {
        foreach (var table in _topology.GlobalTables)
        {
            var store = new GlobalKeyValueStore(table.Store);
            _globalStores.Add(table.Store, store);
            _queries.Add(store).Open(store.Entries);
            _topics[table.Topic.Resolve(ApplicationId)].GlobalTables.Add(new TestGlobalTable(store, Errors.IntakeOf(table)));
        }
    }

    private void CreateTasks(TopicPlan plan, RecordCacheBudget cache, Func<TaskContext, TopologyTask> createTask)
    {
        var collector = new TestCollector(_topics);
        Errors.Collector = collector;
        foreach (var subTopology in _topology.SubTopologies)
        {
            for (int partition = 0; partition < plan.TaskCount(subTopology.Id); partition++)
            {
                var task = new TestTask(subTopology, partition, this, collector, cache, createTask);
                _tasks.Add(task);
                foreach (var store in task.Stores.Values.OfType<QueryableStore>())
                {
                    _queries.Add(store.Name, _gate).Open(store);
                }

                for (int source = 0; source < subTopology.Sources.Length; source++)
                {
                    var queue = new TestQueue(task, source);
                    _queues.Add(queue);
                    _topics[subTopology.Sources[source].Topic.Resolve(ApplicationId)].Readers.Add(queue);
                }
            }
        }
    }

    /// <summary>Processes what waits, and what follows from it: the smallest timestamp first, and of equal ones what came first.</summary>
    private void ProcessAll()
    {
        while (NextQueue() is { } queue)
        {
            Process(queue);
            if (_commitsEachRecord)
            {
                Flush(queue.Task);
            }
        }
    }

    private TestQueue? NextQueue()
    {
        TestQueue? next = null;
        foreach (var queue in _queues)
        {
            if (HeadOf(queue) is { } message && (next is null || message.ComesBefore(next.Head()!)))
            {
                next = queue;
            }
        }

        return next;
    }

    private TestMessage? HeadOf(TestQueue queue) => Guard(queue.Head);

    /// <summary>Fails the topology with what an action fails with, which names the record itself.</summary>
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (StreamsException exception)
        {
            _failure = exception;
            throw;
        }
    }

    private void Process(TestQueue queue)
    {
        Guard(queue.Task, _ => queue.Process(), "");
        Guard(queue.Task, static task => task.PunctuateByStreamTime(), "in a punctuation");
    }

    private void Flush(TestTask task) => Guard(task, static task => task.Flush(), "while its record caches were flushed");

    private void Guard(TestTask task, Action<TestTask> action, string what)
    {
        try
        {
            action(task);
        }
        catch (Exception exception)
        {
            throw _failure = exception as StreamsException ?? Errors.Failure(task.Id, task.Record, exception, what);
        }
    }

    private void ThrowIfNotRunning()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failure is not null)
        {
            throw new InvalidOperationException(
                $"The topology has failed and takes no more records: make a new driver, or set what becomes of errors in its options. "
                + _failure.Message,
                _failure);
        }
    }

    private IEnumerable<string> StoreNames() =>
        _topology.SubTopologies.SelectMany(sub => sub.Stores).Select(store => store.Name).Concat(_globalStores.Keys).Distinct();
}
