using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Versions of keys: as of any time, as the definition says.</summary>
public sealed class VersionedBytesStoreTests
{
    [Fact]
    public void The_version_of_a_time_is_the_last_one_put_for_it_or_before()
    {
        using var store = TestStores.Versioned("store", null, historyRetention: 100);
        Assert.Equal(VersionedPut.Latest, Put(store, "k", "b", 20));
        Assert.Equal(VersionedPut.History, Put(store, "k", "a", 10));
        Assert.Equal(VersionedPut.Latest, Put(store, "k", null, 30));
        Assert.Equal(VersionedPut.Latest, Put(store, "k", "d", 40));

        Assert.Null(AsOf(store, "k", 9));
        Assert.Equal(("a", 10, 20), AsOf(store, "k", 19));
        Assert.Equal(("b", 20, 30), AsOf(store, "k", 20));
        Assert.Null(AsOf(store, "k", 30));
        Assert.Equal(("d", 40, VersionedEntry.StillValid), AsOf(store, "k", 1000));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void A_version_older_than_the_history_is_not_put_and_the_latest_never_expires()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.Versioned("store", changelog, historyRetention: 100);
        Put(store, "k", "a", 10);
        Put(store, "other", "x", 1000);
        Assert.Equal(VersionedPut.Expired, Put(store, "k", "late", 899));
        Assert.Equal(VersionedPut.Latest, Put(store, "new", "in time", 900));
        Assert.Equal(3, changelog.Records.Count);
        Assert.Equal(("a", 10, VersionedEntry.StillValid), AsOf(store, "k", 10));
        Assert.Equal(("a", 10, VersionedEntry.StillValid), AsOf(store, "k", 2000));
    }

    [Fact]
    public void A_version_of_the_same_time_is_replaced()
    {
        using var store = TestStores.Versioned("store", null, historyRetention: 100);
        Put(store, "k", "a", 10);
        Put(store, "k", "b", 20);
        Assert.Equal(VersionedPut.History, Put(store, "k", "a longer value than before", 10));
        Assert.Equal(VersionedPut.Latest, Put(store, "k", null, 20));
        Assert.Equal(("a longer value than before", 10, 20), AsOf(store, "k", 15));
        Assert.Null(AsOf(store, "k", 20));
        Assert.False(store.TryGet("k"u8, out _));
        Assert.Equal(VersionedPut.History, Put(store, "k", "c", 15));
        Assert.Equal(("c", 15, 20), AsOf(store, "k", 19));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 100)]
    [InlineData(5, 1000)]
    [InlineData(6, 20_000)]
    public void Random_versions_are_told_as_the_definition_says(int seed, long retention)
    {
        var random = new Random(seed);
        var changelog = new RecordingChangelog();
        using var store = TestStores.Versioned("store", changelog, retention);
        var model = new VersionModel(retention);
        long time = 0;
        for (int i = 0; i < 6000; i++)
        {
            time += random.Next(10) == 0 ? random.Next((int)retention + 2) : random.Next(3);
            long timestamp = Math.Max(0, time - random.Next((int)(retention * 5 / 4) + 3));
            string key = "key" + random.Next(12);
            string? value = random.Next(5) == 0 ? null : new string((char)('a' + random.Next(26)), random.Next(60));
            Assert.Equal(model.Put(key, value, timestamp), Put(store, key, value, timestamp));
            string asked = "key" + random.Next(12);
            long asOf = time - random.Next((int)retention + 40);
            Assert.Equal(model.AsOf(asked, asOf), AsOf(store, asked, asOf));
            Assert.Equal(model.AsOf(asked, long.MaxValue), AsOf(store, asked, long.MaxValue));
            Assert.Equal(model.Count, store.Count);
        }

        using var restored = TestStores.Versioned("store", null, retention);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            restored.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        for (long asOf = time - retention - 5; asOf <= time + 5; asOf += 1 + (retention / 200))
        {
            for (int key = 0; key < 12; key++)
            {
                Assert.Equal(model.AsOf("key" + key, asOf), AsOf(restored, "key" + key, asOf));
            }
        }
    }

    [Fact]
    public void Memory_stays_bounded_while_history_expires()
    {
        using var store = TestStores.Versioned("store", null, historyRetention: 1000);
        for (int i = 0; i < 200_000; i++)
        {
            Put(store, "key" + (i % 100), i % 7 == 0 ? null : "a value of some length", i);
        }

        Assert.InRange(store.AllocatedBytes, 1, 1_000_000);
    }

    [Fact]
    public void A_range_tells_the_latest_versions()
    {
        using var store = TestStores.Versioned("store", null, historyRetention: 100);
        Put(store, "a", "1", 10);
        Put(store, "b", "2", 15);
        Put(store, "a", "3", 20);
        Put(store, "c", "4", 10);
        Put(store, "c", null, 20);
        Assert.Equal(["a=3@20", "b=2@15"], store.Range(Bytes.Null, Bytes.Null).Select(Show));
        Assert.Equal(["b=2@15"], store.Range("b"u8, Bytes.Null).Select(Show));
    }

    private static string Show(StateEntry entry) =>
        $"{Encoding.UTF8.GetString(entry.Key.Span)}={Encoding.UTF8.GetString(entry.Value.Span)}@{entry.Timestamp}";

    private static VersionedPut Put(VersionedBytesStore store, string key, string? value, long timestamp) => store.Put(
        Encoding.UTF8.GetBytes(key), value is null ? Bytes.Null : new Bytes(Encoding.UTF8.GetBytes(value)), timestamp);

    private static (string Value, long From, long To)? AsOf(VersionedBytesStore store, string key, long asOf) =>
        store.TryGetAsOf(Encoding.UTF8.GetBytes(key), asOf, out var entry)
            ? (Encoding.UTF8.GetString(entry.Value), entry.ValidFrom, entry.ValidTo)
            : null;

    /// <summary>The definition: all versions that were ever put, and the greatest timestamp.</summary>
    private sealed class VersionModel(long retention)
    {
        private readonly Dictionary<string, SortedDictionary<long, string?>> _keys = [];
        private long _time = -1;

        public int Count => _keys.Values.Count(versions => versions.Last().Value is not null);

        public VersionedPut Put(string key, string? value, long timestamp)
        {
            if (timestamp < _time - retention)
            {
                return VersionedPut.Expired;
            }

            _time = Math.Max(_time, timestamp);
            if (!_keys.TryGetValue(key, out var versions))
            {
                _keys.Add(key, versions = []);
            }

            versions[timestamp] = value;
            return versions.Last().Key == timestamp ? VersionedPut.Latest : VersionedPut.History;
        }

        public (string, long, long)? AsOf(string key, long asOf)
        {
            if (!_keys.TryGetValue(key, out var versions))
            {
                return null;
            }

            var (from, value) = asOf < _time - retention ? versions.Last() : versions.LastOrDefault(version => version.Key <= asOf);
            long to = versions.Keys.FirstOrDefault(next => next > from, VersionedEntry.StillValid);
            return value is null || from > asOf ? null : (value, from, to);
        }
    }
}
