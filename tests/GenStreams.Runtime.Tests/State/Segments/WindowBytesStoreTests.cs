using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Segments;

public sealed class WindowBytesStoreTests
{
    private const int Retention = 1_000;

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 100)]
    [InlineData(3, 7)]
    [InlineData(4, 60_000)]
    public void A_store_holds_what_the_model_holds_and_its_changelog_restores_it(int seed, long interval)
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.Window("store", Retention, interval, changelog);
        var model = new Model(interval);
        foreach (var (key, start, value) in Operations(seed, count: 5_000))
        {
            Apply(store, key, start, value);
            model.Apply(key, start, value);
            model.AssertHas(store, key, start);
        }

        model.AssertHeldBy(store);
        using var restored = TestStores.Window("store", Retention, interval);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            restored.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        model.AssertHeldBy(restored);
        Assert.Equal(store.Time, restored.Time);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void A_cached_store_tells_every_change_once_also_of_windows_that_go(int seed, bool keepsOldValues)
    {
        var changelog = new RecordingChangelog();
        var budget = new RecordCacheBudget(1_000_000);
        using var store = TestStores.Window("store", Retention, 100, changelog, budget, keepsOldValues);
        var model = new Model(100);
        var random = new Random(seed);
        var told = new Dictionary<string, string?>();
        var last = new Dictionary<string, string?>();
        foreach (var (key, start, value) in Operations(seed, count: 5_000))
        {
            Apply(store, key, start, value);
            if (model.Apply(key, start, value))
            {
                last[$"{key}@{start}"] = value;
            }

            if (random.Next(200) == 0 || store.CacheIsFull)
            {
                Flush(store, told, keepsOldValues);
                Assert.False(store.CacheIsFull);
                Assert.Equal(0, budget.Used);
            }
        }

        Flush(store, told, keepsOldValues);
        model.AssertHeldBy(store);

        // A window that was made and deleted between two flushes is not told of; all others are, with the last value.
        Assert.Equal(
            last.Where(window => window.Value is not null).OrderBy(window => window.Key, StringComparer.Ordinal),
            told.Where(window => window.Value is not null).OrderBy(window => window.Key, StringComparer.Ordinal));
        Assert.All(changelog.Records, record => Assert.Equal(0, BinaryPrimitives.ReadInt32BigEndian(record.Key.AsSpan(record.Key.Length - 4))));
    }

    [Fact]
    public void Memory_does_not_grow_with_time()
    {
        using var store = TestStores.Window("store", Retention, 500);
        long most = 0;
        for (long start = 0; start < 1_000_000; start += 10)
        {
            store.Put(KeyOf("k" + (start % 70), start), new byte[50], start);
            if (start < 10_000)
            {
                most = Math.Max(most, store.AllocatedBytes);
            }

            Assert.InRange(store.AllocatedBytes, 1, 2 * most);
        }

        Assert.InRange(store.Count, 95, 100);
    }

    [Fact]
    public void A_record_that_is_no_window_is_refused_in_a_restore()
    {
        using var store = TestStores.Window("counts", Retention, 500);

        var error = Assert.Throws<InvalidDataException>(() => store.Restore(new byte[11], Bytes.Null, 0));

        Assert.Contains("The changelog of the store 'counts' has a key of 11 bytes", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Key, long Start, string? Value)> Operations(int seed, int count)
    {
        var random = new Random(seed);
        long now = 0;
        for (int i = 0; i < count; i++)
        {
            now += random.Next(200) == 0 ? random.Next(5_000) : random.Next(5);
            long start = Math.Max(0, now - (random.Next(4) == 0 ? random.Next(2 * Retention) : random.Next(20)));
            yield return (new string('k', random.Next(1, 3)) + random.Next(20), start, random.Next(6) == 0 ? null : new string('v', random.Next(60)) + i);
        }
    }

    private static void Apply(WindowBytesStore store, string key, long start, string? value)
    {
        if (value is null)
        {
            store.Delete(KeyOf(key, start), start);
        }
        else
        {
            store.Put(KeyOf(key, start), Encoding.UTF8.GetBytes(value), start + 1);
        }
    }

    private static void Flush(WindowBytesStore store, Dictionary<string, string?> told, bool keepsOldValues)
    {
        while (store.TryTakeChange(out var change))
        {
            string window = Show(change.Key);
            if (keepsOldValues)
            {
                Assert.Equal(told.GetValueOrDefault(window), change.OldValue.IsNull ? null : Encoding.UTF8.GetString(change.OldValue.Span));
            }

            told[window] = change.NewValue.IsNull ? null : Encoding.UTF8.GetString(change.NewValue.Span);
        }
    }

    private static byte[] KeyOf(string key, long start)
    {
        byte[] bytes = new byte[key.Length + sizeof(long)];
        Encoding.UTF8.GetBytes(key, bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(key.Length), start);
        return bytes;
    }

    private static string Show(ReadOnlySpan<byte> key) =>
        $"{Encoding.UTF8.GetString(key[..^sizeof(long)])}@{BinaryPrimitives.ReadInt64BigEndian(key[^sizeof(long)..])}";

    /// <summary>All windows that are not in a segment that has gone, by Kafka Streams' rule.</summary>
    private sealed class Model(long interval)
    {
        private readonly Dictionary<(string Key, long Start), string> _windows = [];
        private long _time = -1;

        /// <summary>Puts or deletes; gives whether the window's segment is there.</summary>
        public bool Apply(string key, long start, string? value)
        {
            _time = Math.Max(_time, start);
            long firstSegment = (long)Math.Floor((_time - Retention) / (double)interval);
            foreach (var window in _windows.Keys.Where(window => window.Start / interval < firstSegment).ToList())
            {
                _windows.Remove(window);
            }

            if (start / interval < firstSegment)
            {
                return false;
            }

            _windows.Remove((key, start));
            if (value is not null)
            {
                _windows.Add((key, start), value);
            }

            return true;
        }

        public void AssertHas(WindowBytesStore store, string key, long start)
        {
            bool isThere = _windows.TryGetValue((key, start), out string? value);
            Assert.Equal(isThere, store.TryGet(KeyOf(key, start), out var entry));
            if (isThere)
            {
                Assert.Equal((value, start + 1), (Encoding.UTF8.GetString(entry.Value), entry.Timestamp));
            }
        }

        public void AssertHeldBy(WindowBytesStore store)
        {
            foreach (var (key, start) in _windows.Keys)
            {
                AssertHas(store, key, start);
            }

            var listed = store.Range(Bytes.Null, Bytes.Null);
            var expected = _windows.Keys.Where(window => window.Start > _time - Retention).Select(window => $"{window.Key}@{window.Start}");
            Assert.Equal(
                expected.Order(StringComparer.Ordinal), listed.Select(entry => Show(entry.Key.Span)).Order(StringComparer.Ordinal));
            Assert.Equal(listed.Count, store.Count);
        }
    }
}
