using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using GenStreams.Benchmarks.Harness;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Benchmarks;

/// <summary>
/// What the compiler writes against a loop that an engineer would write by hand for the same work: the same records in, the same store
/// and changelog, the same bytes out. The aim is a ratio below 1.2.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GeneratedAgainstHandWritten
{
    private const int Count = 100_000;

    private readonly Records _records = new(Count, keys: 10_000);
    private readonly BenchmarkTask<MapTopology> _map = new();
    private readonly BenchmarkTask<CountTopology> _count = new();
    private readonly BenchmarkTask<ReduceTopology> _reduce = new();
    private readonly BenchmarkTask<JoinTopology> _join = new();
    private readonly NullCollector _collector = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private OutputTopic _out = null!;
    private KeyValueBytesStore _counts = null!;
    private KeyValueBytesStore _totals = null!;
    private KeyValueBytesStore _limits = null!;

    [GlobalSetup]
    public void Setup()
    {
        _out = _collector.Topic("out");
        _counts = Store("counts");
        _totals = Store("totals");
        _limits = Store("limits");
        var limits = new Records(Count, keys: 5_000, seed: 7);
        int limitsSource = JoinTopologySources.Limits;
        _join.Process(limitsSource, limits);
        for (int i = 0; i < limits.Count; i++)
        {
            var record = limits[i];
            _limits.Put(record.Key.Span, record.Value.Span, record.Timestamp);
        }
    }

    [Benchmark(OperationsPerInvoke = Count), BenchmarkCategory("map")]
    public long MapGenerated() => _map.Process(0, _records);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count), BenchmarkCategory("map")]
    public long MapByHand()
    {
        for (int i = 0; i < _records.Count; i++)
        {
            var record = _records[i];
            var trade = Read(record.Value.Span);
            if (trade.Size > 100)
            {
                _buffer.ResetWrittenCount();
                Write(new Trade(trade.Price * 1.1, trade.Size));
                _collector.Send(_out, RecordCollector.PartitionByKey, record.Key, _buffer.WrittenSpan, record.Timestamp, null);
            }
        }

        return _collector.Checksum;
    }

    [Benchmark(OperationsPerInvoke = Count), BenchmarkCategory("count")]
    public long CountGenerated() => _count.Process(0, _records);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count), BenchmarkCategory("count")]
    public long CountByHand()
    {
        Span<byte> value = stackalloc byte[8];
        for (int i = 0; i < _records.Count; i++)
        {
            var record = _records[i];
            long count = 1;
            long timestamp = record.Timestamp;
            if (_counts.TryGet(record.Key.Span, out var stored))
            {
                count += BinaryPrimitives.ReadInt64BigEndian(stored.Value);
                timestamp = Math.Max(timestamp, stored.Timestamp);
            }

            BinaryPrimitives.WriteInt64BigEndian(value, count);
            _counts.Put(record.Key.Span, value, timestamp);
            _collector.Send(_out, RecordCollector.PartitionByKey, record.Key, (ReadOnlySpan<byte>)value, timestamp, null);
        }

        return _collector.Checksum;
    }

    [Benchmark(OperationsPerInvoke = Count), BenchmarkCategory("reduce")]
    public long ReduceGenerated() => _reduce.Process(0, _records);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count), BenchmarkCategory("reduce")]
    public long ReduceByHand()
    {
        for (int i = 0; i < _records.Count; i++)
        {
            var record = _records[i];
            var trade = Read(record.Value.Span);
            long timestamp = record.Timestamp;
            if (_totals.TryGet(record.Key.Span, out var stored))
            {
                var total = Read(stored.Value);
                trade = new Trade(total.Price + trade.Price, total.Size + trade.Size);
                timestamp = Math.Max(timestamp, stored.Timestamp);
            }

            _buffer.ResetWrittenCount();
            Write(trade);
            _totals.Put(record.Key.Span, _buffer.WrittenSpan, timestamp);
            _collector.Send(_out, RecordCollector.PartitionByKey, record.Key, _buffer.WrittenSpan, timestamp, null);
        }

        return _collector.Checksum;
    }

    [Benchmark(OperationsPerInvoke = Count), BenchmarkCategory("join")]
    public long JoinGenerated() => _join.Process(JoinTopologySources.Trades, _records);

    [Benchmark(Baseline = true, OperationsPerInvoke = Count), BenchmarkCategory("join")]
    public long JoinByHand()
    {
        for (int i = 0; i < _records.Count; i++)
        {
            var record = _records[i];
            if (_limits.TryGet(record.Key.Span, out var stored))
            {
                var trade = Read(record.Value.Span);
                _buffer.ResetWrittenCount();
                Write(new Trade(Math.Min(trade.Price, Read(stored.Value).Price), trade.Size));
                _collector.Send(_out, RecordCollector.PartitionByKey, record.Key, _buffer.WrittenSpan, record.Timestamp, null);
            }
        }

        return _collector.Checksum;
    }

    private KeyValueBytesStore Store(string name) => StoreFactory.InMemory.KeyValue(
        new StoreContext(name, new NullChangelog(_collector, _collector.Topic($"{name}-changelog"))), keepsOldValues: false);

    private static Trade Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadDoubleBigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[8..]));

    private void Write(Trade trade)
    {
        var bytes = _buffer.GetSpan(12);
        BinaryPrimitives.WriteDoubleBigEndian(bytes, trade.Price);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], trade.Size);
        _buffer.Advance(12);
    }

    /// <summary>The numbers of the join's sources, from its descriptor.</summary>
    private static class JoinTopologySources
    {
        public static int Trades => IndexOf("in");

        public static int Limits => IndexOf("limits");

        private static int IndexOf(string topic)
        {
            var sources = Descriptor<JoinTopology>().SubTopologies[0].Sources;
            for (int i = 0; i < sources.Length; i++)
            {
                if (sources[i].Topic.Name == topic)
                {
                    return i;
                }
            }

            throw new InvalidOperationException($"The join does not read {topic}.");
        }

        private static GenStreams.Topologies.TopologyDescriptor Descriptor<T>()
            where T : class, GenStreams.Topologies.ITopology<T> => T.Descriptor;
    }
}
