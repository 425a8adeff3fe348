using System.Buffers.Binary;
using System.Text;
using GenStreams.Processing;
using GenStreams.State;
using Session = GenStreams.Runtime.Tests.State.SessionModel.Session;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Sessions are found, kept for the retention, and told of; random operations against a model.</summary>
public sealed class SessionBytesStoreTests
{
    private const long Retention = 150_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_store_holds_what_the_model_holds_and_its_changelog_restores_it(int seed)
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.Sessions("store", Retention, changelog);
        var run = new Run(store, seed);
        for (int round = 0; round < 40; round++)
        {
            run.Work(200);
            run.AssertSame(store);
        }

        using var restored = TestStores.Sessions("store", Retention);
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            restored.Restore(key, value is null ? Bytes.Null : new Bytes(value), timestamp);
        }

        run.AssertSame(restored);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void A_cached_store_tells_the_changes_that_the_model_tells(int seed, bool keepsOldValues)
    {
        var changelog = new RecordingChangelog();
        var budget = new RecordCacheBudget(1_000_000);
        using var store = TestStores.Sessions("store", Retention, changelog, budget, keepsOldValues);
        var run = new Run(store, seed) { WritesExpired = false };
        for (int round = 0; round < 120; round++)
        {
            run.Work(1 + (round * 7 % 120));
            run.AssertSame(store);
            changelog.Records.Clear();
            var expected = run.Model.Flush(keepsOldValues);
            var told = Take(store);
            Assert.Equal(expected.Select(change => (change.Session, change.OldValue, change.NewValue, change.Session.End)), told);
            Assert.Equal(expected.Select(change => change.Timestamp), changelog.Records.Select(record => record.Timestamp));
            Assert.Equal(0, budget.Used);
            run.AssertSame(store);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_has_closed_comes_once_in_the_order_of_time_and_key(int seed)
    {
        using var store = TestStores.Sessions("store", Retention, emitsOnClose: true);
        var run = new Run(store, seed) { Earliest = 0 };
        long closed = -1;
        for (int round = 0; round < 60; round++)
        {
            run.Work(50);
            long limit = run.Clock - 3_000;
            var expected = run.Model.Kept(segments: 0).Where(session => session.End > closed && session.End <= limit)
                .OrderBy(session => session.End).ThenBy(session => session.Start).ThenBy(session => session.Key, StringComparer.Ordinal)
                .ToList();
            var taken = new List<Session>();
            while (store.MoveToClosed(limit))
            {
                taken.Add(Read(store.ClosedKey));
                Assert.Equal(taken[^1].End, store.ClosedTimestamp);
            }

            Assert.Equal(expected, taken);
            closed = limit;
            run.Earliest = limit + 1;
        }
    }

    [Fact]
    public void Memory_is_given_back_when_sessions_expire()
    {
        using var store = TestStores.Sessions("store", 10_000);
        for (int i = 0; i < 200_000; i++)
        {
            store.Put(SessionModel.Wire(new Session("key" + i, i * 10L, i * 10L)), "some value"u8, i);
        }

        // 190 s of sessions at 100 a second, the rest of a chunk and the index.
        Assert.True(store.AllocatedBytes < 15_000_000, $"{store.AllocatedBytes:N0} bytes");
        Assert.Equal(1_000, store.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Extending_sessions_allocates_nothing(long cacheBytes)
    {
        var cache = new RecordCacheBudget(cacheBytes);
        using var store = TestStores.Sessions("store", 10_000, cache: cacheBytes > 0 ? cache : null);
        var found = new WindowTimes[1];
        Extend(store, found, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Extend(store, found, 500_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Extend(TimeOrderedBytesStore store, WindowTimes[] found, long from)
    {
        Span<byte> key = stackalloc byte[20];
        for (int i = 0; i < 50_000; i++)
        {
            long time = from + (i * 10L);
            BinaryPrimitives.WriteInt32BigEndian(key, i * 7919 % 1000);
            int count = store.Find(key[..4], time - 500, time + 500, ref found);
            long start = count == 0 ? time : found[0].Start;
            if (count > 0)
            {
                BinaryPrimitives.WriteInt64BigEndian(key[4..], found[0].Timestamp);
                BinaryPrimitives.WriteInt64BigEndian(key[12..], found[0].Start);
                store.Delete(key, time);
            }

            BinaryPrimitives.WriteInt64BigEndian(key[4..], time);
            BinaryPrimitives.WriteInt64BigEndian(key[12..], start);
            store.Put(key, "12345678"u8, time);
            while (i % 1000 == 0 && store.TryTakeChange(out _))
            {
            }
        }
    }

    private static Session Read(ReadOnlySpan<byte> wire) => new(
        Encoding.Latin1.GetString(wire[..^16]),
        BinaryPrimitives.ReadInt64BigEndian(wire[^8..]),
        BinaryPrimitives.ReadInt64BigEndian(wire[^16..]));

    private static List<(Session Session, string? OldValue, string? NewValue, long Timestamp)> Take(TimeOrderedBytesStore store)
    {
        var taken = new List<(Session, string?, string?, long)>();
        while (store.TryTakeChange(out var change))
        {
            taken.Add((Read(change.Key), Text(change.OldValue), Text(change.NewValue), change.Timestamp));
        }

        return taken;
    }

    private static string? Text(Bytes bytes) => bytes.IsNull ? null : Encoding.Latin1.GetString(bytes.Span);

    private sealed class Run(TimeOrderedBytesStore store, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<Session> _known = [];

        public SessionModel Model { get; } = new(Retention, store.IsCached);

        public long Clock { get; private set; }

        /// <summary>The least end of a session that is written.</summary>
        public long Earliest { get; set; }

        /// <summary>Whether sessions are written that cannot be read any more.</summary>
        public bool WritesExpired { get; init; } = true;

        public void Work(int operations)
        {
            for (int i = 0; i < operations; i++)
            {
                Clock += _random.Next(100) switch { 0 => _random.Next(400_000), < 20 => 0, _ => _random.Next(2_000) };
                long timestamp = _random.Next(1_000_000);
                var session = _known.Count > 0 && _random.Next(3) == 0 ? _known[_random.Next(_known.Count)] : New();
                if (session.End < Earliest || (!WritesExpired && session.End <= Clock - Retention))
                {
                    continue;
                }

                _known.Add(session);
                if (_known.Count > 200)
                {
                    _known.RemoveAt(0);
                }

                if (_random.Next(4) == 0)
                {
                    Model.Delete(session, timestamp);
                    store.Delete(SessionModel.Wire(session), timestamp);
                }
                else
                {
                    string value = new((char)('a' + _random.Next(26)), _random.Next(60));
                    Model.Put(session, value, timestamp);
                    store.Put(SessionModel.Wire(session), Encoding.Latin1.GetBytes(value), timestamp);
                }
            }
        }

        public void AssertSame(TimeOrderedBytesStore other, bool finds = true)
        {
            var expected = Model.Readable();
            Assert.Equal(expected.Count, other.Count);
            foreach (var (session, value) in expected)
            {
                Assert.True(other.TryGet(SessionModel.Wire(session), out var entry), $"{session} is missing.");
                Assert.Equal(value, Encoding.Latin1.GetString(entry.Value));
                Assert.Equal(session.End, entry.Timestamp);
            }

            var all = other.Range(Bytes.Null, Bytes.Null).Select(entry => Read(entry.Key.Span)).ToHashSet();
            Assert.Equal(expected.Select(entry => entry.Session).ToHashSet(), all);
            var found = new WindowTimes[1];
            for (int i = 0; finds && i < 20; i++)
            {
                string key = Key();
                long around = Math.Max(0, Clock - _random.Next(200_000));
                int count = other.Find(Encoding.Latin1.GetBytes(key), around - 5_000, around + 5_000, ref found);
                Assert.Equal(
                    Model.Find(key, around - 5_000, around + 5_000),
                    found.Take(count).Select(times => new Session(key, times.Start, times.Timestamp)));
            }
        }

        private Session New()
        {
            long end = Math.Max(0, Clock - (_random.Next(4) == 0 ? _random.Next(180_000) : _random.Next(1_000)));
            return new Session(Key(), Math.Max(0, end - _random.Next(3_000)), end);
        }

        private string Key() => _random.Next(20) == 0 ? "" : new string((char)('A' + _random.Next(8)), 1 + _random.Next(2));
    }
}
