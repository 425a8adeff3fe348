using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing.Windows;
using GenStreams.Runtime.Tests.State;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.Processing.Windows;

/// <summary>
/// Sliding windows by their definition: a window ends with each record, another starts right after it when there is anything in it, and
/// the aggregate of each is made of all that lies in it, in the order of arrival.
/// </summary>
public sealed class SlidingWindowsTests
{
    private const long Difference = 20;

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 30)]
    [InlineData(2, 200)]
    [InlineData(3, 3)]
    public void All_windows_are_there_and_hold_what_lies_in_them(int seed, int spread)
    {
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            using var store = TestStores.SlidingWindows("store", 10_000);
            var windows = new SlidingWindows(store, Difference, grace: 5_000);
            var arrived = new List<(long Time, char Value)>();
            for (int i = 0; i < 60; i++)
            {
                arrived.Add((random.Next(spread * 20), (char)('A' + i)));
                Add(store, windows, arrived[^1].Time, arrived[^1].Value);
                AssertSame(Expected(arrived), store);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_record_changes_only_windows_that_have_not_closed(int seed)
    {
        const long grace = 15;
        var random = new Random(seed);
        using var store = TestStores.SlidingWindows("store", 100_000);
        var windows = new SlidingWindows(store, Difference, grace);
        long clock = 0;
        for (int i = 0; i < 3_000; i++)
        {
            clock += random.Next(6);
            long time = Math.Max(0, clock - random.Next(80));
            long closeTime = Math.Max(windows.StreamTime, time) - grace;
            bool takes = windows.Begin("key"u8, time);
            Assert.Equal(time + Difference >= closeTime, takes);
            while (takes && windows.MoveNext())
            {
                long start = BinaryPrimitives.ReadInt64BigEndian(windows.Key[^8..]);
                Assert.Equal(start + Difference < closeTime, windows.IsClosed);
                if (!windows.IsClosed)
                {
                    store.Put(windows.Key, "x"u8, windows.Timestamp);
                }
            }
        }
    }

    private static void Add(TimeOrderedBytesStore store, SlidingWindows windows, long time, char value)
    {
        Assert.True(windows.Begin("key"u8, time));
        while (windows.MoveNext())
        {
            string aggregate = windows.HasBase ? Encoding.Latin1.GetString(windows.Base) : "";
            aggregate += windows.TakesRecord ? value : "";
            store.Put(windows.Key, Encoding.Latin1.GetBytes(aggregate), windows.Timestamp);
        }
    }

    private static SortedDictionary<long, (string Aggregate, long Timestamp)> Expected(List<(long Time, char Value)> arrived)
    {
        var starts = arrived.Select(record => Math.Max(0, record.Time - Difference)).Concat(arrived.Select(record => record.Time + 1)).ToHashSet();
        var expected = new SortedDictionary<long, (string, long)>();
        foreach (long start in starts)
        {
            var inside = arrived.Where(record => record.Time >= start && record.Time <= start + Difference).ToList();
            if (inside.Count > 0)
            {
                expected.Add(start, (string.Concat(inside.Select(record => record.Value)), inside.Max(record => record.Time)));
            }
        }

        return expected;
    }

    private static void AssertSame(SortedDictionary<long, (string Aggregate, long Timestamp)> expected, TimeOrderedBytesStore store)
    {
        var held = store.Range(default, default)
            .Select(entry => (BinaryPrimitives.ReadInt64BigEndian(entry.Key.Span[^8..]), (Encoding.Latin1.GetString(entry.Value.Span), entry.Timestamp)));
        Assert.Equal(expected.Select(window => (window.Key, window.Value)), held);
    }
}
