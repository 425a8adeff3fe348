using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Tasks;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Testing;

/// <summary>A task of the driver with its stores.</summary>
internal sealed class TestTask : IDisposable
{
    private readonly Dictionary<string, StateStore> _stores = new(StringComparer.Ordinal);
    private readonly OpenedState _opened;
    private readonly long[] _positions;
    private readonly TestCurrentRecord _record = new();
    private readonly RecordTimestamps _timestamps;
    private readonly PunctuationSchedule _punctuations;
    private readonly IdleClock? _idle;
    private readonly TestClock _clock;
    private readonly TopologyTask _task;
    private long _streamTime = -1;

    public TestTask(
        SubTopologyDescriptor subTopology,
        int partition,
        TestRuntime runtime,
        RecordCollector collector,
        RecordCacheBudget cache,
        Func<TaskContext, TopologyTask> create)
    {
        Id = new TaskId(subTopology.Id, partition);
        _opened = runtime.Engine.Open(folder: null, subTopology.Stores.Length, new JournalSettings
        {
            Task = Id.ToString(),
            Fingerprint = 0,
            WritesCommittedOnly = false,
            Time = runtime.Clock,
            Logger = NullLogger.Instance,
        });
        foreach (var store in subTopology.Stores)
        {
            var changelog = ChangelogOf(store, runtime.ApplicationId, collector, partition);
            _stores.Add(store.Name, store.Create(_opened.Factory, changelog, cache));
        }

        _positions = new long[_stores.Count];
        _opened.Journal?.Load([.. _stores.Values], _positions);

        _clock = runtime.Clock;
        _timestamps = new RecordTimestamps(subTopology, _clock);
        _punctuations = new PunctuationSchedule(subTopology.Punctuators, _clock.Milliseconds);
        _idle = runtime.IdleStreamTime is { } idle ? new IdleClock((long)idle.TotalMilliseconds) : null;
        _task = create(new Context(_stores, runtime.GlobalStores)
        {
            Id = Id,
            ApplicationId = runtime.ApplicationId,
            SubTopology = subTopology,
            Record = _record,
            Collector = collector,
            Errors = runtime.Errors,
        });
    }

    public TaskId Id { get; }

    /// <summary>The current record, or none in a commit.</summary>
    public CurrentRecord Record => _record;

    public IReadOnlyDictionary<string, StateStore> Stores => _stores;

    /// <summary>A record with the time by which it is chosen; null when its source leaves it out.</summary>
    public TestMessage? Timed(int source, TestMessage message, long partitionTime)
    {
        if (!_timestamps.IsNeeded && message.Timestamp >= 0)
        {
            return message;
        }

        _record.MoveTo(message);
        long timestamp = _timestamps.Of(_task, source, message.Raw, partitionTime);
        return timestamp == RecordTimestamps.Skipped ? null : message with { Timestamp = timestamp };
    }

    /// <summary>Processes a record; false when it cannot be read and is left out.</summary>
    public bool Process(int source, TestMessage message)
    {
        _record.MoveTo(message);
        bool isTaken = _task.TryProcess(source, message.Raw);
        if (isTaken)
        {
            _streamTime = Math.Max(_streamTime, message.Timestamp);
        }

        _idle?.Active(_clock.Milliseconds, _streamTime);
        return isTaken;
    }

    /// <summary>Calls the punctuators that are due by stream time.</summary>
    public void PunctuateByStreamTime()
    {
        _record.MoveToNone();
        _punctuations.Punctuate(_task, _streamTime, isWallClock: false);
    }

    /// <summary>Calls the punctuators that are due by the wall clock, after stream time has gone on where it follows the clock.</summary>
    public void PunctuateByWallClock()
    {
        _record.MoveToNone();
        if (_idle is not null && _idle.TryAdvance(_clock.Milliseconds, out long streamTime) && streamTime > _streamTime)
        {
            _streamTime = streamTime;
            _task.AdvanceStreamTime(streamTime);
            _punctuations.Punctuate(_task, _streamTime, isWallClock: false);
        }

        _punctuations.Punctuate(_task, _clock.Milliseconds, isWallClock: true);
    }

    public void Flush()
    {
        _record.MoveToNone();
        _task.Flush();
        _task.SaveProgress();
        if (_opened.Journal is { } journal)
        {
            foreach (var store in _stores.Values)
            {
                store.Committed();
            }

            Array.Fill(_positions, 0);
            journal.Commit(_positions);
        }
    }

    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }

        _opened.Dispose();
    }

    /// <summary>A store whose changelog is its source topic writes nothing: the topic has its changes already.</summary>
    private static ChangelogWriter? ChangelogOf(StoreDescriptor store, string applicationId, RecordCollector collector, int partition)
    {
        if (store.Changelog is not { IsInternal: true } topic)
        {
            return null;
        }

        var writer = new ChangelogWriter(new TopicPartition(topic.Resolve(applicationId), partition));
        writer.Attach(collector);
        return writer;
    }

    private sealed class Context(
        Dictionary<string, StateStore> stores, IReadOnlyDictionary<string, GlobalKeyValueStore> globalStores) : TaskContext
    {
        public override GlobalKeyValueStore GlobalStore(string name) => globalStores.TryGetValue(name, out var store)
            ? store
            : throw new ArgumentException($"The topology has no global table with store '{name}'; it has: "
                + $"{Listing.Of(globalStores.Keys)}.");

        protected override StateStore FindStore(string name) => stores.TryGetValue(name, out var store)
            ? store
            : throw new ArgumentException($"Sub-topology {SubTopology.Id} has no store '{name}'; it has: {Listing.Of(stores.Keys)}.");
    }
}
