using System.Text;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Randomized;

/// <summary>
/// The one task of a topology of texts, with transactions: at a crash all since the last commit is undone, output, changelogs and position in
/// the input; stores are restored from what the changelogs have.
/// </summary>
/// <typeparam name="T">The topology.</typeparam>
internal sealed class TransactionalTask<T> : IDisposable
    where T : class, ITopology<T>
{
    private readonly RecordCacheBudget _cache;
    private readonly Dictionary<string, StateStore> _stores = new(StringComparer.Ordinal);
    private readonly List<(string Store, byte[] Key, byte[]? Value, long Timestamp)> _changes = [];
    private readonly List<(byte[] Key, string Value, long Timestamp)> _output = [];
    private TopologyTask _task;
    private int _position;
    private int _committedChanges;
    private int _committedOutput;

    public TransactionalTask(long cacheBytes)
    {
        _cache = new RecordCacheBudget(cacheBytes);
        _task = Start();
    }

    /// <summary>How many records were processed for good.</summary>
    public int Committed { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>What was written to the topology's topics for good.</summary>
    public IEnumerable<(byte[] Key, string Value, long Timestamp)> Output => _output.Take(_committedOutput);

    public void Process(string? key, string? value, long timestamp)
    {
        _task.Process(0, new RawRecord(BytesOf(key), BytesOf(value), timestamp));
        _position++;
    }

    public void Commit()
    {
        _task.Flush();
        _task.SaveProgress();
        Committed = _position;
        _committedChanges = _changes.Count;
        _committedOutput = _output.Count;
    }

    public void Crash()
    {
        Restarts++;
        Dispose();
        _position = Committed;
        _changes.RemoveRange(_committedChanges, _changes.Count - _committedChanges);
        _output.RemoveRange(_committedOutput, _output.Count - _committedOutput);
        _task = Start();
    }

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }

        _stores.Clear();
    }

    private static Bytes BytesOf(string? text) => text is null ? Bytes.Null : new Bytes(Encoding.UTF8.GetBytes(text));

    private TopologyTask Start()
    {
        var part = T.Descriptor.SubTopologies.Single();
        foreach (var descriptor in part.Stores)
        {
            var store = descriptor.Create(StoreFactory.InMemory, new Changelog(this, descriptor.Name), _cache);
            _stores.Add(descriptor.Name, store);
            foreach (var (_, key, value, timestamp) in _changes.Where(change => change.Store == descriptor.Name))
            {
                store.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
            }
        }

        return T.CreateTask(T.Create(new Services()), new Context(_stores)
        {
            Id = new TaskId(0, 0),
            ApplicationId = "app",
            SubTopology = part,
            Record = new NoRecord(),
            Collector = new Collector(this),
            Errors = new FailOnErrors(),
        });
    }

    private sealed class Changelog(TransactionalTask<T> task, string store) : IChangelog
    {
        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) =>
            task._changes.Add((store, key.ToArray(), value.IsNull ? null : value.Span.ToArray(), timestamp));
    }

    private sealed class Collector(TransactionalTask<T> task) : RecordCollector
    {
        public override OutputTopic Topic(string name) => new SomeTopic(name);

        public override void Send(OutputTopic topic, int partition, Bytes key, Bytes value, long timestamp, RecordHeaders? headers) =>
            task._output.Add((key.Span.ToArray(), Encoding.UTF8.GetString(value.Span), timestamp));
    }

    private sealed class SomeTopic(string name) : OutputTopic(name)
    {
        public override int PartitionCount => 1;
    }

    private sealed class Context(Dictionary<string, StateStore> stores) : TaskContext
    {
        public override GlobalKeyValueStore GlobalStore(string name) => throw new InvalidOperationException("There are no global tables here.");

        protected override StateStore FindStore(string name) => stores[name];
    }

    private sealed class NoRecord : CurrentRecord
    {
        public override RawRecord Raw => default;
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class FailOnErrors : ITaskErrors
    {
        public bool Resume(TopologyTask task, StepDescriptor step, Exception exception) => false;

        public void Dropped(TopologyTask task, string member, string reason)
        {
        }
    }
}
