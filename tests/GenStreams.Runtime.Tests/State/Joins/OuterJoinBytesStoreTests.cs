using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Joins;

public sealed class OuterJoinBytesStoreTests
{
    [Fact]
    public void Rows_come_by_time_right_before_left_and_by_key_with_all_their_values()
    {
        using var store = TestStores.OuterJoin("store");
        Add(store, "Lb", "1", 5);
        Add(store, "Ra", "2", 7);
        Add(store, "Rb", "3", 5);
        Add(store, "La", "4", 5);
        Add(store, "Lb", "5", 5);
        Add(store, "Lz", "6", 3);
        Assert.Equal(5, store.Count);

        Assert.Equal(["3 Lz 6", "5 Rb 3", "5 La 4", "5 Lb 1", "5 Lb 5", "7 Ra 2"], TakeAll(store));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void The_changelog_has_the_bytes_of_Kafka_Streams()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.OuterJoin("store", changelog);
        Add(store, "La", "W0", 504);
        Add(store, "Rc", "", 0);
        Add(store, "La", "X", 504);
        Assert.True(store.Remove(isLeft: true, "a"u8, 504, now: 999));
        Assert.False(store.Remove(isLeft: true, "a"u8, 504, now: 999));
        Assert.False(store.Remove(isLeft: true, "c"u8, 0, now: 999));

        Assert.Equal(
            [
                ("00000000000001F80161", "010000000100000003015730", 504),
                ("00000000000000000063", "01000000010000000100", 0),
                ("00000000000001F80161", "0100000002000000030157300000000201" + "58", 504),
                ("00000000000001F80161", null, 999),
            ],
            changelog.Records.Select(r => (Convert.ToHexString(r.Key), r.Value is null ? null : Convert.ToHexString(r.Value), r.Timestamp)));
    }

    [Fact]
    public void What_is_restored_can_be_added_to_and_removed()
    {
        using var store = TestStores.OuterJoin("store");
        store.Restore(Convert.FromHexString("00000000000001F80161"), new Bytes(Convert.FromHexString("010000000100000003015730")), 504);
        store.Restore(Convert.FromHexString("00000000000001F80062"), new Bytes(Convert.FromHexString("010000000100000003005730")), 504);
        store.Restore(Convert.FromHexString("00000000000001F90161"), new Bytes(Convert.FromHexString("010000000100000003015731")), 505);
        store.Restore(Convert.FromHexString("00000000000001F90161"), Bytes.Null, 600);
        store.Restore(Convert.FromHexString("00000000000001FA0161"), Bytes.Null, 600);
        Add(store, "La", "X", 504);

        Assert.Equal(["504 Rb W0", "504 La W0", "504 La X"], TakeAll(store));
    }

    [Theory]
    [InlineData("00000000000001F8", "010000000100000003015730")]
    [InlineData("00000000000001F80161", "5730")]
    public void Records_of_another_store_are_refused(string key, string value)
    {
        using var store = TestStores.OuterJoin("pairs");
        var error = Assert.Throws<InvalidDataException>(
            () => store.Restore(Convert.FromHexString(key), new Bytes(Convert.FromHexString(value)), 504));
        Assert.Contains("'pairs'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 20, 10)]
    [InlineData(2, 1000, 3)]
    [InlineData(3, 5, 2000)]
    [InlineData(4, 300, 300)]
    public void Random_rows_are_those_of_a_sorted_list_also_after_a_restart(int seed, int times, int keys)
    {
        var random = new Random(seed);
        var changelog = new RecordingChangelog();
        var store = TestStores.OuterJoin("store", changelog);
        var model = new SortedDictionary<(long Timestamp, char Side, string Key), List<string>>(Comparer<(long Timestamp, char Side, string Key)>.Create(
            (a, b) => a.Timestamp != b.Timestamp ? a.Timestamp.CompareTo(b.Timestamp)
                : a.Side != b.Side ? b.Side.CompareTo(a.Side)
                : string.CompareOrdinal(a.Key, b.Key)));
        for (int i = 0; i < 30_000; i++)
        {
            var row = ((long)Math.Max(0, i / 10 + random.Next(-times, times)), random.Next(2) == 0 ? 'L' : 'R', "key" + random.Next(keys));
            if (random.Next(5) < 3)
            {
                string value = new string('v', random.Next(100)) + i;
                Add(store, row.Item2 + row.Item3, value, row.Item1);
                (model.TryGetValue(row, out var values) ? values : model[row] = []).Add(value);
            }
            else if (model.Count > 0)
            {
                // Half of the removals hit.
                row = random.Next(2) == 0 ? row : model.Keys.Skip(random.Next(Math.Min(model.Count, 50))).First();
                Assert.Equal(model.Remove(row), store.Remove(row.Item2 == 'L', Encoding.UTF8.GetBytes(row.Item3), row.Item1, i));
            }

            Assert.Equal(model.Count, store.Count);
            if (i % 10_000 == 9999)
            {
                store.Dispose();
                store = TestStores.OuterJoin("store", changelog);
                changelog.Records.ForEach(r => store.Restore(r.Key, r.Value is null ? Bytes.Null : new Bytes(r.Value), r.Timestamp));
            }
        }

        Assert.Equal(model.SelectMany(row => row.Value.Select(value => $"{row.Key.Timestamp} {row.Key.Side}{row.Key.Key} {value}")), TakeAll(store));
        store.Dispose();
    }

    [Fact]
    public void Memory_is_given_back_when_rows_go()
    {
        using var store = TestStores.OuterJoin("store");
        for (int i = 0; i < 100_000; i++)
        {
            Add(store, "L" + i, new string('v', 50), i);
            if (i >= 500)
            {
                // Out of order, as matches are.
                int gone = (i - 500) ^ 1;
                Assert.True(store.Remove(isLeft: true, Encoding.UTF8.GetBytes($"{gone}"), gone, i));
            }
        }

        Assert.Equal(500, store.Count);
        Assert.InRange(store.AllocatedBytes, 1, 500_000);
    }

    [Fact]
    public void No_operation_allocates_after_warm_up()
    {
        using var store = TestStores.OuterJoin("store", new NoChangelog());
        Work(store, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(store, 1_000_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Work(OuterJoinBytesStore store, long start)
    {
        Span<byte> key = stackalloc byte[8];
        for (int i = 0; i < 20_000; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(key, i % 100);
            store.Add(i % 2 == 0, key, key, start + i);
            if (i % 3 != 0 && i > 100)
            {
                store.Remove(i % 2 == 0, key, start + i - 100, start + i);
            }
        }

        var rows = Join(store, out _).Unjoined(0);
        while (rows.MoveNext())
        {
        }
    }

    private static void Add(OuterJoinBytesStore store, string sideAndKey, string value, long timestamp) =>
        store.Add(sideAndKey[0] == 'L', Encoding.UTF8.GetBytes(sideAndKey[1..]), Encoding.UTF8.GetBytes(value), timestamp);

    private static List<string> TakeAll(OuterJoinBytesStore store)
    {
        var taken = new List<string>();
        var rows = Join(store, out long now).Unjoined(now);
        while (rows.MoveNext())
        {
            taken.Add($"{rows.Timestamp} {(rows.IsLeft ? 'L' : 'R')}{Encoding.UTF8.GetString(rows.Key)} {Encoding.UTF8.GetString(rows.Value)}");
        }

        return taken;
    }

    /// <summary>A join whose time has come for all rows.</summary>
    private static StreamJoin Join(OuterJoinBytesStore store, out long now)
    {
        now = long.MaxValue / 2;
        var join = Joins.GetOrAdd(store, static s => new(TestStores.JoinWindow("left", 1), TestStores.JoinWindow("right", 1), s, 0, 0, 0, keepsRight: true));
        join.Advance(now);
        return join;
    }

    private static System.Collections.Concurrent.ConcurrentDictionary<OuterJoinBytesStore, StreamJoin> Joins { get; } = new();

    private sealed class NoChangelog : IChangelog
    {
        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
        {
        }
    }
}
