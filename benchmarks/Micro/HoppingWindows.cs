using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using GenStreams.Benchmarks.Harness;
using GenStreams.Processing;

namespace GenStreams.Benchmarks;

/// <summary>
/// Windows of 5 s that start every second: five updates a record, and windows that go out of retention. What a record takes must not grow
/// with the number of keys but for what misses the processor's caches.
/// </summary>
[MemoryDiagnoser]
public class HoppingWindows
{
    private const int Count = 100_000;

    private readonly byte[] _trade = new byte[100];
    private readonly int[] _order = new int[Count];
    private byte[][] _keys = [];
    private BenchmarkTask<HopTopology> _task = null!;
    private long _second;

    [Params(10, 1_000, 10_000, 100_000)]
    public int Keys { get; set; }

    /// <summary>Fills the windows, so that from here on as many go as come.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(42);
        _keys = [.. Enumerable.Range(0, Keys).Select(i => Encoding.UTF8.GetBytes("key-" + i.ToString(CultureInfo.InvariantCulture)))];
        for (int i = 0; i < Count; i++)
        {
            _order[i] = random.Next(Keys);
        }

        _task = new BenchmarkTask<HopTopology>();
        for (int second = 0; second < 15; second++)
        {
            Second();
        }
    }

    /// <summary>A second of event time.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long Second()
    {
        long start = 1_700_000_000_000L + (_second++ * 1_000);
        for (int i = 0; i < Count; i++)
        {
            _task.Task.Process(0, new RawRecord(new Bytes(_keys[_order[i]]), new Bytes(_trade), start + (i / (Count / 1_000))));
        }

        return _task.Collector.Checksum;
    }
}
