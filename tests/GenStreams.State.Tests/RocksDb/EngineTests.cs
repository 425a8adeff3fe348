using System.Text;
using GenStreams.Processing;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>
/// Stores in RocksDB do what stores in memory do, whatever is done with them, through commits, roll backs and restarts. (Those in memory are compared with
/// simpler models elsewhere.)
/// </summary>
public sealed class EngineTests
{
    private const int Steps = 1500;

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(2, 0, false)]
    [InlineData(3, 1_000_000, false)]
    [InlineData(4, 1_000_000, true)]
    [InlineData(5, 2_000, true)]
    public void Key_value_stores(int seed, long cache, bool keepsOldValues) => Compare<KeyValueBytesStore>(
        seed,
        cache,
        (factory, context) => factory.KeyValue(context, keepsOldValues),
        static (script, store) =>
        {
            byte[] key = script.Key();
            switch (script.Random.Next(8))
            {
                case 0 or 1:
                    script.Note("deleted", store.Delete(key, script.Time(100), Record(script)));
                    break;
                case 2:
                    script.NoteGet(store, key);
                    break;
                case 3 when script.Random.Next(10) == 0:
                    byte[] to = script.Key();
                    script.NoteRange(store, script.Random.Next(3) == 0 ? Bytes.Null : new Bytes(key), script.Random.Next(3) == 0 ? Bytes.Null : new Bytes(to));
                    break;
                default:
                    store.Put(key, script.Value(), script.Time(100), Record(script));
                    break;
            }
        });

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(2, 0, false)]
    [InlineData(3, 1_000_000, false)]
    [InlineData(4, 1_000_000, true)]
    [InlineData(5, 2_000, true)]
    public void Window_stores(int seed, long cache, bool keepsOldValues) => Compare<WindowBytesStore>(
        seed,
        cache,
        (factory, context) => factory.Window(context, retention: 2000, segmentInterval: 1000, keepsOldValues),
        static (script, store) =>
        {
            long start = script.Time(5000) / 100 * 100;
            byte[] key = script.Windowed(start);
            script.Note("for", start);
            switch (script.Random.Next(8))
            {
                case 0 or 1:
                    script.Note("deleted", store.Delete(key, start));
                    break;
                case 2:
                    script.NoteGet(store, key);
                    break;
                case 3 when script.Random.Next(10) == 0:
                    script.NoteRange(store, Bytes.Null, Bytes.Null);
                    break;
                case 4 when script.Random.Next(10) == 0:
                    var windows = new EntryList();
                    store.CopyWindows(start - 500, start + 500, windows);
                    for (int i = 0; i < windows.Count; i++)
                    {
                        script.Note("window", windows.KeyOf(i), new Bytes(windows.ValueOf(i)), windows.TimestampOf(i));
                    }

                    break;
                default:
                    store.Put(key, script.Value(), start);
                    break;
            }

            script.Note("time", store.Time);
        });

    [Theory]
    [InlineData(1, 0, false, false)]
    [InlineData(2, 0, false, true)]
    [InlineData(3, 1_000_000, false, false)]
    [InlineData(4, 1_000_000, true, false)]
    public void Session_stores(int seed, long cache, bool keepsOldValues, bool emitsOnClose) => Compare<TimeOrderedBytesStore>(
        seed,
        cache,
        (factory, context) => factory.TimeOrdered(context, TimeOrderedRules.OfSessions(100_000, keepsOldValues, emitsOnClose)),
        (script, store) =>
        {
            long end = script.Time(200_000);
            byte[] key = [.. script.Key(), .. BitConverter.GetBytes(end).Reverse(), .. BitConverter.GetBytes(end - script.Random.Next(3)).Reverse()];
            TimeOrdered(script, store, key, end, emitsOnClose);
        });

    [Theory]
    [InlineData(1, 0, false, false)]
    [InlineData(2, 0, false, true)]
    [InlineData(3, 1_000_000, false, false)]
    [InlineData(4, 1_000_000, true, false)]
    public void Sliding_window_stores(int seed, long cache, bool keepsOldValues, bool emitsOnClose) => Compare<TimeOrderedBytesStore>(
        seed,
        cache,
        (factory, context) => factory.TimeOrdered(context, TimeOrderedRules.OfSlidingWindows(100_000, keepsOldValues, emitsOnClose)),
        (script, store) =>
        {
            long start = script.Time(200_000) / 1000 * 1000;
            TimeOrdered(script, store, script.Windowed(start), start, emitsOnClose);
        });

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 1000)]
    [InlineData(3, 0)]
    public void Versioned_stores(int seed, long history) => Compare<VersionedBytesStore>(
        seed,
        cache: 0,
        (factory, context) => factory.Versioned(context, history),
        static (script, store) =>
        {
            byte[] key = script.Key();
            long time = script.Time(200);
            switch (script.Random.Next(8))
            {
                case 0:
                    script.Note("put", store.Put(key, Bytes.Null, time));
                    break;
                case 1:
                    script.NoteGet(store, key);
                    break;
                case 2 or 3:
                    bool isThere = store.TryGetAsOf(key, time, out var version);
                    script.Note("as of", key, isThere ? new Bytes(version.Value) : Bytes.Null, isThere ? version.ValidFrom : -1);
                    script.Note("valid to", isThere ? version.ValidTo : -1);
                    break;
                case 4 when script.Random.Next(10) == 0:
                    script.NoteRange(store, Bytes.Null, Bytes.Null);
                    break;
                default:
                    script.Note("put", store.Put(key, new Bytes(script.Value()), time));
                    break;
            }
        });

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 5000)]
    public void Join_window_stores(int seed, long retention) => Compare<JoinWindowBytesStore>(
        seed,
        cache: 0,
        (factory, context) => factory.JoinWindow(context, retention),
        static (script, store) =>
        {
            byte[] key = script.Key();
            long time = script.Time(3000) / 10 * 10;
            if (script.Random.Next(3) == 0)
            {
                for (var rows = store.Fetch(key, time - 1000, time + 1000); rows.MoveNext();)
                {
                    script.Note("row", key, new Bytes(rows.Value), rows.Timestamp);
                }
            }
            else
            {
                script.Note("put", store.Put(key, script.Random.Next(10) == 0 ? Bytes.Null : new Bytes(script.Value()), time));
            }
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Outer_join_stores(int seed) => Compare<OuterJoinBytesStore>(
        seed,
        cache: 0,
        static (factory, context) => factory.OuterJoin(context),
        static (script, store) =>
        {
            byte[] key = script.Key();
            bool isLeft = script.Random.Next(2) == 0;
            long time = script.Time(100);
            switch (script.Random.Next(6))
            {
                case 0 or 1:
                    script.Note("removed", store.Remove(isLeft, key, time, time + 1));
                    break;
                case 2 when store.FirstTime(isLeft) != OuterJoinBytesStore.NoTime:
                    var first = store.First(isLeft);
                    script.Note("first", first.Key, new Bytes(first.Values), first.Timestamp);
                    store.RemoveFirst(isLeft, time);
                    script.Note("first still", first.Key, new Bytes(first.Values), first.Timestamp);
                    break;
                default:
                    store.Add(isLeft, key, script.Value(), time);
                    break;
            }

            script.Note(
                "times", (store.FirstTime(isLeft), store.SecondTime(isLeft), store.LastTime(isLeft), store.TimeNotBefore(isLeft, time), store.Count));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Subscription_stores(int seed) => Compare<SubscriptionStore>(
        seed,
        cache: 0,
        static (factory, context) => factory.Subscription(context),
        static (script, store) =>
        {
            byte[] foreignKey = Encoding.UTF8.GetBytes($"f{script.Random.Next(5)}");
            switch (script.Random.Next(4))
            {
                case 0:
                    store.Delete(foreignKey, script.Key(), script.Time(100));
                    break;
                case 1:
                    for (var cursor = store.Of(foreignKey); cursor.MoveNext();)
                    {
                        script.Note("subscription", foreignKey, new Bytes(cursor.Subscription), 0);
                    }

                    break;
                default:
                    store.Put(foreignKey, script.Key(), script.Value(), script.Time(100));
                    break;
            }

            script.Note("count", store.Count);
        });

    private static void TimeOrdered(StoreScript script, TimeOrderedBytesStore store, byte[] key, long time, bool emitsOnClose)
    {
        switch (script.Random.Next(8))
        {
            case 0 or 1:
                script.Note("deleted", store.Delete(key, time));
                break;
            case 2:
                script.NoteGet(store, key);
                break;
            case 3:
                var found = new WindowTimes[1];
                int count = store.Find(key.AsSpan(0, key.Length - store.Rules.TimesLength), time - 30_000, time + 30_000, ref found);
                script.Note("found", string.Join(", ", found.Take(count)));
                break;
            case 4 when script.Random.Next(10) == 0:
                script.NoteRange(store, Bytes.Null, Bytes.Null);
                break;
            case 5 when emitsOnClose:
                script.Note("has closed", store.HasClosed(time - 50_000));
                while (store.MoveToClosed(time - 50_000))
                {
                    script.Note("closed", store.ClosedKey, new Bytes(store.ClosedValue), store.ClosedTimestamp);
                }

                break;
            default:
                store.Put(key, script.Value(), time);
                break;
        }
    }

    private static ScriptRecord? Record(StoreScript script)
    {
        if (script.Random.Next(4) != 0)
        {
            return null;
        }

        var record = new ScriptRecord(script.Random.Next(100));
        record.Headers.Add("name", script.Value());
        return record;
    }

    private static void Compare<TStore>(
        int seed, long cache, Func<StoreFactory, StoreContext, TStore> create, Action<StoreScript, TStore> step)
        where TStore : StateStore
    {
        var expected = new StoreScript(seed);
        var found = new StoreScript(seed);
        using var memory = create(StoreFactory.InMemory, Context(expected));
        using var state = new RocksDbState<TStore>(factory => create(factory, Context(found)));
        var life = new Random(seed);
        string history = "";
        for (int i = 0; i < Steps; i++)
        {
            step(expected, memory);
            step(found, state.Store);
            if (memory is CacheableStore { CacheIsFull: true } cached)
            {
                expected.Flush(cached);
                found.Flush((CacheableStore)(object)state.Store);
            }

            switch (life.Next(60))
            {
                case 0 or 1 or 2:
                    if (memory is CacheableStore flushed)
                    {
                        expected.Flush(flushed);
                        found.Flush((CacheableStore)(object)state.Store);
                    }

                    memory.Committed();
                    state.Commit();
                    break;
                case 3:
                    Assert.True(memory.TryRollBack());
                    state.RollBack();
                    break;
                case 4 when life.Next(4) == 0:
                    Assert.True(memory.TryRollBack());
                    state.Close();
                    state.Open();
                    break;
            }

            string text = expected.Take();
            string other = found.Take();
            history += other;
            Assert.True(text == other, $"Step {i}: in memory\n{text}\nin RocksDB\n{other}\nbefore\n{history}");
        }

        StoreContext Context(StoreScript script) =>
            new("store", script, cache > 0 ? new RecordCacheBudget(cache) : null, KeepsUndo: true);
    }
}
