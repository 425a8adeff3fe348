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
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
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

    /// <summary>Ends when the thread ends; fails when it fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the thread; ends when all tables were read to the ends that their topics had then.</summary>
    /// <param name="partitions">Partition counts of the topics.</param>
    public Task StartAsync(IReadOnlyDictionary<string, int> partitions)
    {
        if (_stores.Count == 0)
        {
            _ended.TrySetResult();
            return Task.CompletedTask;
        }

        _started = true;
        var thread = new Thread(() => Run(partitions)) { IsBackground = true, Name = $"{_config.ApplicationId}-GlobalStreamThread" };
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

    private void Run(IReadOnlyDictionary<string, int> partitions)
    {
        try
        {
            using var consumer = _clients.CreateConsumer(_config.Clients.Global());
            var reader = new Reader(consumer, Find(partitions), _config.RequestTimeout);
            ReadToEnd(reader);
            _ready.TrySetResult();
            while (!_stopRequested)
            {
                reader.Read(_batch, PollWait);
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

    private void ReadToEnd(Reader reader)
    {
        long records = 0;
        long lastProgress = _time.GetTimestamp();
        while (!_stopRequested && !reader.IsAtEnd)
        {
            int count = reader.Read(_batch, PollWait);
            records += count;
            if (count > 0)
            {
                lastProgress = _time.GetTimestamp();
            }
            else if (!reader.IsAtEnd && _time.GetElapsedTime(lastProgress) > _config.RestoreTimeout)
            {
                throw new StreamsException($"Reading global tables has made no progress for {_config.RestoreTimeout}: {reader.FirstUnread()}.");
            }
        }

        Log.GlobalTablesRead(_logger, records);
    }

    private List<TablePartition> Find(IReadOnlyDictionary<string, int> partitions)
    {
        var found = new List<TablePartition>();
        foreach (var global in _topology.GlobalTables)
        {
            string topic = global.Topic.Resolve(_config.ApplicationId);
            for (int i = 0; i < partitions[topic]; i++)
            {
                var intake = _intakes.Of(global.Check, global.Member, new TaskId(StoreIntakes.GlobalSubTopology, i));
                found.Add(new TablePartition(new TopicPartition(topic, i), _stores[global.Store], intake));
            }
        }

        return found;
    }

    /// <summary>A partition, and what becomes of its records.</summary>
    private sealed record TablePartition(TopicPartition Partition, GlobalKeyValueStore Store, StoreIntake? Intake);

    private sealed class Reader
    {
        private readonly IStreamConsumer _consumer;
        private readonly Dictionary<int, TablePartition> _tableOfSlot = [];
        private readonly List<(TopicPartition Partition, long End)> _unread = [];

        public Reader(IStreamConsumer consumer, List<TablePartition> tables, TimeSpan requestTimeout)
        {
            _consumer = consumer;
            foreach (var table in tables)
            {
                var partition = table.Partition;
                var ends = consumer.QueryWatermarkOffsets(partition, requestTimeout);
                if (ends.High.Value > ends.Low.Value)
                {
                    _unread.Add((partition, ends.High.Value));
                }

                _tableOfSlot[consumer.Slot(partition)] = table;
            }

            consumer.Add([.. tables.Select(p => new TopicPartitionOffset(p.Partition, Offset.Beginning))]);
        }

        public bool IsAtEnd => _unread.Count == 0;

        public string FirstUnread() =>
            $"topic '{_unread[0].Partition.Topic}', partition {_unread[0].Partition.Partition.Value} is at {_consumer.Position(_unread[0].Partition)} " +
            $"and must reach {_unread[0].End}";

        public int Read(ConsumedMessage[] batch, TimeSpan wait)
        {
            int count = _consumer.Poll(batch, wait);
            for (int i = 0; i < count;)
            {
                // One turn at the gate for a run of messages of one partition.
                int slot = batch[i].Slot;
                var table = _tableOfSlot[slot];
                lock (table.Store.Gate)
                {
                    for (; i < count && batch[i].Slot == slot; i++)
                    {
                        Take(in batch[i], table);
                    }
                }
            }

            if (_unread.Count > 0)
            {
                _unread.RemoveAll(u => _consumer.Position(u.Partition) is { IsSpecial: false } position && position.Value >= u.End);
            }

            return count;
        }

        private void Take(in ConsumedMessage message, TablePartition table)
        {
            var record = message.Raw;
            if (!record.Key.IsNull && table.Intake?.Takes(in message, table.Partition, _consumer) != false)
            {
                table.Store.Entries.Restore(record.Key.Span, record.Value, record.Timestamp);
            }

            _consumer.Release(in message);
        }
    }
}
