using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Joins;

public sealed class JoinWindowBytesStoreTests
{
    [Fact]
    public void Rows_of_a_key_come_by_time_and_then_by_arrival()
    {
        using var store = TestStores.JoinWindow("store", 10_000);
        foreach (var (key, value, timestamp) in new[] { ("a", "1", 5), ("b", "2", 5), ("a", "3", 3), ("a", "4", 5), ("a", "", 9), ("a", "6", 3) })
        {
            Assert.True(Put(store, key, value, timestamp));
        }

        Assert.Equal([(3, "3"), (3, "6"), (5, "1"), (5, "4"), (9, "")], Fetch(store, "a", 0, 100));
        Assert.Equal([(5, "1"), (5, "4")], Fetch(store, "a", 4, 8));
        Assert.Equal([(5, "2")], Fetch(store, "b", 5, 5));
        Assert.Empty(Fetch(store, "a", 6, 8));
        Assert.Empty(Fetch(store, "a", 8, 6));
        Assert.Empty(Fetch(store, "c", 0, 100));
        Assert.Equal(6, store.Count);
    }

    [Fact]
    public void Rows_older_than_the_retention_cannot_be_read_nor_added()
    {
        using var store = TestStores.JoinWindow("store", 100);
        Put(store, "k", "old", 900);
        Put(store, "k", "edge", 901);
        Put(store, "k", "new", 1000);

        Assert.Equal([(901, "edge"), (1000, "new")], Fetch(store, "k", 0, 2000));
        Assert.False(Put(store, "k", "late", 900));
        Assert.True(Put(store, "k", "in time", 901));
        Assert.Equal([(901, "edge"), (901, "in time"), (1000, "new")], Fetch(store, "k", 0, 2000));
    }

    [Fact]
    public void Segments_go_when_none_of_their_rows_can_be_read()
    {
        using var store = TestStores.JoinWindow("store", 10_000);
        for (int i = 0; i < 1000; i++)
        {
            Put(store, "k" + i % 7, "v", i * 100);
        }

        Assert.InRange(store.Count, 100, 160);
        Put(store, "k", "v", 10_000_000);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void The_changelog_has_the_keys_of_Kafka_Streams_and_values_that_are_null_too()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.JoinWindow("store", 100, changelog);
        Put(store, "k", "v", 0x0102);
        store.Put("k"u8, Bytes.Null, 5000);
        Put(store, "k", "late but logged", 1);
        Put(store, "", "", 0x0103);

        Assert.Equal(
            [("6B000000000000010200000001", "76", 258), ("6B000000000000138800000002", null, 5000)],
            changelog.Records.Take(2).Select(r => (Convert.ToHexString(r.Key), r.Value is null ? null : Convert.ToHexString(r.Value), r.Timestamp)));
        Assert.Equal(["6B000000000000000100000003", "000000000000010300000004"], changelog.Records.Skip(2).Select(r => Convert.ToHexString(r.Key)));
        Assert.Equal([(258, "v")], Fetch(store, "k", 0, 10_000));
    }

    [Fact]
    public void Restoring_goes_on_with_the_sequence_and_logs_nothing()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.JoinWindow("store", 1000, changelog);
        store.Restore(Convert.FromHexString("6B000000000000000500000007"), "v"u8, 5);
        store.Restore(Convert.FromHexString("6B000000000000000600000008"), Bytes.Null, 6);
        Assert.Empty(changelog.Records);

        Put(store, "k", "w", 5);

        Assert.Equal([(5, "v"), (5, "w")], Fetch(store, "k", 0, 10));
        Assert.Equal("6B000000000000000500000009", Convert.ToHexString(Assert.Single(changelog.Records).Key));
    }

    [Fact]
    public void A_key_of_another_store_is_refused()
    {
        using var store = TestStores.JoinWindow("pairs", 1000);
        var error = Assert.Throws<InvalidDataException>(() => store.Restore("short"u8, "v"u8, 5));
        Assert.Contains("'pairs' has a key of 5 bytes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStores.JoinWindow("pairs", 0));
    }

    [Fact]
    public void Memory_is_used_again_when_time_goes_on()
    {
        using var store = TestStores.JoinWindow("store", 10_000);
        long afterWarmUp = 0;
        for (int i = 0; i < 200_000; i++)
        {
            Put(store, "k" + i % 1000, "some value", i * 10L);
            afterWarmUp = i == 20_000 ? store.AllocatedBytes : afterWarmUp;
        }

        Assert.InRange(store.AllocatedBytes, 1, afterWarmUp * 3 / 2);
        Put(store, "k", "v", long.MaxValue / 2);
        for (int i = 1; i < 1000; i++)
        {
            Put(store, "k", "v", long.MaxValue / 2 + i * 2000L);
        }

        Assert.InRange(store.AllocatedBytes, 1, 64 * 1024);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 50)]
    [InlineData(3, 999)]
    [InlineData(4, 7000)]
    [InlineData(5, 100_000)]
    public void Random_rows_are_those_of_a_list_also_after_a_restart(int seed, int retention)
    {
        var random = new Random(seed);
        var changelog = new RecordingChangelog();
        var model = new List<(string Key, string Value, long Timestamp)>();
        var store = TestStores.JoinWindow("store", retention, changelog);
        long observed = -1;
        for (int i = 0; i < 20_000; i++)
        {
            string key = "key" + random.Next(random.Next(1, 20));
            long time = Math.Max(0, i * random.Next(1, 5) + random.Next(-2 * retention, retention));
            string value = new('v', random.Next(40));
            observed = Math.Max(observed, time);
            bool kept = time > observed - retention;
            Assert.Equal(kept, Put(store, key, value + i, time));
            if (kept)
            {
                model.Add((key, value + i, time));
            }

            long from = Math.Max(0, time - random.Next(2 * retention));
            long to = time + random.Next(2 * retention);
            var expected = model.Where(row => row.Key == key && row.Timestamp >= from && row.Timestamp <= to && row.Timestamp > observed - retention);
            Assert.Equal(expected.OrderBy(row => row.Timestamp).Select(row => (row.Timestamp, row.Value)), Fetch(store, key, from, to));
            model.RemoveAll(row => row.Timestamp <= observed - retention);
            if (i % 5000 == 4999)
            {
                store.Dispose();
                store = TestStores.JoinWindow("store", retention, changelog);
                changelog.Records.ForEach(r => store.Restore(r.Key, new Bytes(r.Value), r.Timestamp));
            }
        }

        store.Dispose();
    }

    [Fact]
    public void No_operation_allocates_after_warm_up()
    {
        using var store = TestStores.JoinWindow("store", 5000, new NoChangelog());
        Work(store, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(store, 1_000_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Work(JoinWindowBytesStore store, long start)
    {
        int read = 0;
        Span<byte> key = stackalloc byte[8];
        for (int i = 0; i < 20_000; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(key, i * 7919 % 100);
            store.Put(key, key, start + i + i % 3 * 100);
            var rows = store.Fetch(key, start + i - 1000, start + i);
            while (rows.MoveNext())
            {
                read += rows.Value.Length;
            }
        }

        Assert.True(read > 0);
    }

    private static bool Put(JoinWindowBytesStore store, string key, string value, long timestamp) =>
        store.Put(Encoding.UTF8.GetBytes(key), new Bytes(Encoding.UTF8.GetBytes(value)), timestamp);

    private static List<(long Timestamp, string Value)> Fetch(JoinWindowBytesStore store, string key, long from, long to)
    {
        var found = new List<(long, string)>();
        var rows = store.Fetch(Encoding.UTF8.GetBytes(key), from, to);
        while (rows.MoveNext())
        {
            found.Add((rows.Timestamp, Encoding.UTF8.GetString(rows.Value)));
        }

        return found;
    }

    private sealed class NoChangelog : IChangelog
    {
        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
        {
        }
    }
}
