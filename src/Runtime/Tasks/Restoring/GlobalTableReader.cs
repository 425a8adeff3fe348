using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Reads the topics of global tables, from their beginnings to the ends that they had then, and on and on. Brokers that are away are waited for, without end, as is a
/// topic that was deleted; when it is made anew, its table begins anew.
/// </summary>
internal sealed class GlobalTableReader
{
    private static readonly TimeSpan QuestionTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StallTold = TimeSpan.FromSeconds(10);

    private readonly IStreamConsumer _consumer;
    private readonly ITopicAdmin _admin;
    private readonly IReadOnlyList<GlobalTablePartition> _tables;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Backoff _backoff;
    private readonly TopicWatch _watch;
    private readonly Dictionary<int, GlobalTablePartition> _tableOfSlot = [];
    private readonly HashSet<string> _open = [];
    private readonly ConsumedMessage[] _batch = new ConsumedMessage[1024];
    private bool _hasBegun;
    private bool _isStallTold;
    private int _seenAnswer;
    private long _lastProgress;
    private string? _waitsFor;

    /// <summary>A reader that has not begun.</summary>
    public GlobalTableReader(IStreamConsumer consumer, ITopicAdmin admin, IReadOnlyList<GlobalTablePartition> tables, TimeProvider time, ILogger logger)
    {
        _consumer = consumer;
        _admin = admin;
        _tables = tables;
        _time = time;
        _logger = logger;
        _backoff = new Backoff(time, logger);
        _watch = new TopicWatch([.. tables.Select(static t => t.Partition.Topic).Distinct()], admin, time, logger);
        _lastProgress = time.GetTimestamp();
        foreach (var table in tables)
        {
            _tableOfSlot[consumer.Slot(table.Partition)] = table;
        }
    }

    /// <summary>Whether all was read that was there when it began.</summary>
    public bool IsAtEnd => _hasBegun && _tables.All(static t => t.Next >= t.End);

    /// <summary>What it waits for; null when nothing is in the way. For all threads to read.</summary>
    public string? WaitsFor => Volatile.Read(ref _waitsFor);

    /// <summary>Reads a batch.</summary>
    /// <returns>How many records it had.</returns>
    /// <exception cref="StreamsException">A topic may not be read, or a record cannot be.</exception>
    public int Read(TimeSpan wait)
    {
        try
        {
            if (_backoff.IsOver)
            {
                Begin();
                HandleFaults();
            }
        }
        catch (KafkaException e) when (KafkaErrors.IsOfMoment(KafkaErrors.Of(e)))
        {
            _backoff.Failed("The question where the topics of global tables begin and end", e);
        }

        int count = _consumer.Poll(_batch, wait);
        for (int i = 0; i < count;)
        {
            // One turn at the gate for a run of messages of one partition.
            int slot = _batch[i].Slot;
            var table = _tableOfSlot[slot];
            lock (table.Store.Gate)
            {
                for (; i < count && _batch[i].Slot == slot; i++)
                {
                    Take(in _batch[i], table);
                }
            }
        }

        FindStall(count > 0);
        return count;
    }

    private void Begin()
    {
        if (_hasBegun)
        {
            return;
        }

        var ends = AskEnds(_tables);
        Start(_tables, ends, Ask(_tables.Select(static t => t.Partition.Topic)));
        _hasBegun = true;
        _backoff.Succeeded();
    }

    private IReadOnlyDictionary<string, KnownTopic> Ask(IEnumerable<string> topics) =>
        _admin.TopicsAsync([.. topics.Distinct()], QuestionTimeout, CancellationToken.None).GetAwaiter().GetResult();

    // By the consumer, which does not count what is in an open transaction when it reads committed records only.
    private List<WatermarkOffsets> AskEnds(IEnumerable<GlobalTablePartition> tables) =>
        [.. tables.Select(t => _consumer.QueryWatermarkOffsets(t.Partition, QuestionTimeout))];

    private void Start(IReadOnlyList<GlobalTablePartition> tables, List<WatermarkOffsets> ends, IReadOnlyDictionary<string, KnownTopic> topics)
    {
        foreach (var (table, found) in tables.Zip(ends))
        {
            table.Mark = topics.TryGetValue(table.Partition.Topic, out var topic) ? TopicMark.Of(topic.Id) : TopicMark.Unknown;
            table.Next = found.Low.Value;
            table.End = found.High.Value;
        }

        _consumer.Add([.. tables.Select(static t => new TopicPartitionOffset(t.Partition, t.Next))]);
    }

    private void HandleFaults()
    {
        while (_consumer.TryTakeFault(out var fault))
        {
            if (!KafkaErrors.IsOffsetGone(fault.Error) && !KafkaErrors.IsTopicGone(fault.Error))
            {
                throw new StreamsException(
                    $"Topic '{fault.Partition.Topic}', partition {fault.Partition.Partition.Value}, of a global table cannot be read: {fault.Error.Reason}.");
            }

            _open.Add(fault.Partition.Topic);
        }

        _watch.Update();
        if (_watch.Version != _seenAnswer)
        {
            _seenAnswer = _watch.Version;
            _open.UnionWith(_tables.Where(t => _hasBegun && (_watch.MarkOf(t.Partition.Topic) != t.Mark || !_watch.IsThere(t.Partition.Topic)))
                .Select(static t => t.Partition.Topic));
        }

        if (_open.Count == 0)
        {
            return;
        }

        var topics = Ask(_open);
        foreach (string topic in _open.Where(topics.ContainsKey).ToList())
        {
            GoOn(topic, topics);
            _open.Remove(topic);
        }

        if (_open.Count == 0)
        {
            _backoff.Succeeded();
        }
        else
        {
            _backoff.Failed($"Reading topic '{_open.First()}' of a global table", new KafkaException(new Error(ErrorCode.UnknownTopicOrPart)));
        }
    }

    private void GoOn(string topic, IReadOnlyDictionary<string, KnownTopic> topics)
    {
        long mark = TopicMark.Of(topics[topic].Id);
        var tables = _tables.Where(t => t.Partition.Topic == topic).ToList();
        var partitions = tables.ConvertAll(static t => t.Partition);
        if (tables[0].Mark != mark)
        {
            var found = AskEnds(tables);
            Log.GlobalTableIsAnew(_logger, topic);
            _consumer.Remove(partitions);
            lock (tables[0].Store.Gate)
            {
                tables[0].Store.Entries.Clear();
            }

            Start(tables, found, topics);
            return;
        }

        var ends = _admin.EndsAsync(partitions, QuestionTimeout, CancellationToken.None).GetAwaiter().GetResult();
        _consumer.Remove(partitions);
        foreach (var table in tables)
        {
            if (ends.TryGetValue(table.Partition, out var there) && (table.Next < there.Low.Value || table.Next > there.High.Value))
            {
                Log.OffsetIsGone(
                    _logger, topic, table.Partition.Partition.Value, table.Next, there.Low.Value, there.High.Value, there.Low.Value);
                table.Next = there.Low.Value;
                table.End = Math.Min(table.End, there.High.Value);
            }
        }

        _consumer.Add(tables.ConvertAll(static t => new TopicPartitionOffset(t.Partition, t.Next)));
    }

    private void Take(in ConsumedMessage message, GlobalTablePartition table)
    {
        var record = message.Raw;
        if (!record.Key.IsNull && table.Intake?.Takes(in message, table.Partition, _consumer) != false)
        {
            table.Store.Entries.Restore(record.Key.Span, record.Value, record.Timestamp);
        }

        table.Next = message.Offset + 1;
        _consumer.Release(in message);
    }

    private void FindStall(bool hasRead)
    {
        foreach (var table in _tables)
        {
            // Behind the last record there can be markers of transactions, which are never seen.
            if (_hasBegun && table.Next < table.End && _consumer.Position(table.Partition) is { IsSpecial: false } position)
            {
                table.Next = Math.Max(table.Next, position.Value);
            }
        }

        bool isAtEnd = IsAtEnd;
        if (hasRead || isAtEnd)
        {
            _lastProgress = _time.GetTimestamp();
            if (_isStallTold)
            {
                _isStallTold = false;
                Log.GlobalTablesGoOn(_logger);
            }
        }

        var waited = _time.GetElapsedTime(_lastProgress);
        string? reason = _backoff.Reason;
        if (reason is null && _hasBegun && !isAtEnd && waited > TimeSpan.FromSeconds(1))
        {
            var first = _tables.First(static t => t.Next < t.End);
            reason = $"the brokers, or a transaction that is still open: topic '{first.Partition.Topic}', partition {first.Partition.Partition.Value} is at {first.Next} " +
                $"and must reach {first.End}";
        }

        if (!isAtEnd && waited > StallTold && !_isStallTold && reason is not null)
        {
            _isStallTold = true;
            Log.GlobalTablesWait(_logger, waited, reason);
        }

        Volatile.Write(ref _waitsFor, reason is null ? null : $"Global tables wait for {reason}");
    }
}
