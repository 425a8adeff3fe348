using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>What every kind of store has to do, whatever it is for: by random operations, against a store that had less to do.</summary>
public sealed class StoreContractTests
{
    public static TheoryData<string> Kinds => StoreDriver.All;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_rolled_back_was_never_done(string kind)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            using var store = StoreDriver.Create(kind, keepsUndo: true);
            using var model = StoreDriver.Create(kind, keepsUndo: false);
            var random = new Random(seed);
            for (int round = 0; round < 30; round++)
            {
                int operations = random.Next(60);
                int batch = random.Next();
                if (random.Next(2) == 0)
                {
                    var doomed = new Random(batch);
                    long time = store.Time;
                    for (int i = 0; i < operations; i++)
                    {
                        store.Do(doomed);
                    }

                    if (random.Next(3) == 0)
                    {
                        store.Flush();
                    }

                    Assert.True(store.Store.TryRollBack());
                    store.Time = time;
                    store.Log.Lines.Clear();
                }
                else
                {
                    foreach (var driver in new[] { store, model })
                    {
                        var same = new Random(batch);
                        for (int i = 0; i < operations; i++)
                        {
                            driver.Do(same);
                        }

                        driver.Flush();
                        driver.Store.Committed();
                    }

                    Assert.Equal(model.Log.Lines, store.Log.Lines);
                    model.Log.Lines.Clear();
                    store.Log.Lines.Clear();
                }

                Assert.Equal(model.Dump(), store.Dump());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_changelog_whose_end_is_taken_again_and_again_gives_the_same_store(string kind)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            using var store = Filled(kind, seed, 400);
            using var once = StoreDriver.Create(kind, keepsUndo: false);
            using var again = StoreDriver.Create(kind, keepsUndo: true);
            var records = store.Log.Records;
            foreach (var record in records)
            {
                Restore(once, record);
            }

            var random = new Random(seed);
            for (int i = 0; i < records.Count; i++)
            {
                Restore(again, records[i]);
                if (random.Next(20) == 0)
                {
                    i = Math.Max(-1, i - random.Next(25));
                }
            }

            once.Store.Committed();
            again.Store.Committed();
            Assert.Equal(once.Dump(), again.Dump());

            // They go on in the same way, too.
            foreach (var driver in new[] { once, again })
            {
                var same = new Random(seed);
                driver.Time = store.Time;
                for (int i = 0; i < 100; i++)
                {
                    driver.Do(same);
                }

                driver.Flush();
            }

            Assert.Equal(once.Log.Lines, again.Log.Lines);
            Assert.Equal(once.Dump(), again.Dump());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_store_that_takes_the_content_of_another_has_the_same_content(string kind)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            using var store = Filled(kind, seed, 300);
            using var copy = StoreDriver.Create(kind, keepsUndo: false);
            var content = new LogText();
            var cursor = new ContentCursor();
            while (store.Store.CopyTo(content, cursor, 5))
            {
            }

            Assert.Equal(content.Lines.Count, content.Lines.Distinct().Count());
            foreach (var record in content.Records)
            {
                Restore(copy, record);
            }

            Assert.Equal(content.Lines.Order(StringComparer.Ordinal), copy.Content(3).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cleared_store_is_a_new_one(string kind)
    {
        using var cleared = Filled(kind, 3, 200);
        using var fresh = StoreDriver.Create(kind, keepsUndo: true);
        cleared.Store.Clear();
        cleared.Log.Lines.Clear();
        Assert.Equal(fresh.Content(100), cleared.Content(100));
        foreach (var driver in new[] { fresh, cleared })
        {
            var same = new Random(4);
            driver.Time = 0;
            for (int i = 0; i < 300; i++)
            {
                driver.Do(same);
            }

            driver.Flush();
            driver.Store.Committed();
        }

        Assert.Equal(fresh.Log.Lines, cleared.Log.Lines);
        Assert.Equal(fresh.Dump(), cleared.Dump());
    }

    [Fact]
    public void Another_engine_is_a_factory_and_its_stores()
    {
        using var engine = new ThirdEngine();
        using var other = StoreDriver.Create("key-value", keepsUndo: true, engine);
        using var memory = StoreDriver.Create("key-value", keepsUndo: true);
        Assert.IsNotType(memory.Store.GetType(), other.Store);
        for (int round = 0; round < 20; round++)
        {
            foreach (var driver in new[] { other, memory })
            {
                var same = new Random(round);
                for (int i = 0; i < 50; i++)
                {
                    driver.Do(same);
                }

                if (round % 3 == 0)
                {
                    Assert.True(driver.Store.TryRollBack());
                }
                else
                {
                    driver.Store.Committed();
                }
            }

            Assert.Equal(memory.Dump(), other.Dump());
            Assert.Equal(memory.Log.Lines, other.Log.Lines);
        }

        // What it does not have stays in memory.
        using var versions = StoreDriver.Create("versioned", keepsUndo: false, engine);
        Assert.IsType<MemoryVersionedStore>(versions.Store);
    }

    [Fact]
    public void What_is_there_all_the_time_is_told_though_the_store_changes_meanwhile()
    {
        using var store = TestStores.KeyValue("store");
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            store.Put(BitConverter.GetBytes(i), new byte[random.Next(100)], i);
        }

        var told = new LogText();
        var cursor = new ContentCursor();
        for (int i = 2000; store.CopyTo(told, cursor, 10);)
        {
            for (int change = 0; change < 20; change++, i++)
            {
                // Grows, then shrinks, with the first thousand keys untouched.
                bool grows = i < 4000;
                byte[] key = BitConverter.GetBytes(grows ? i : 1000 + random.Next(3000));
                if (grows)
                {
                    store.Put(key, new byte[random.Next(100)], i);
                }
                else
                {
                    store.Delete(key, i);
                }
            }
        }

        var keys = told.Records.Select(record => BitConverter.ToInt32(record.Key)).ToHashSet();
        Assert.All(Enumerable.Range(0, 1000), key => Assert.Contains(key, keys));
    }

    [Fact]
    public void A_task_moves_to_another_pool_when_nothing_is_held_back()
    {
        var (first, second) = (new RecordCachePool(1000), new RecordCachePool(1000));
        var budget = new RecordCacheBudget(first);
        using var store = TestStores.KeyValue("store", cache: budget);
        store.Put("k"u8, "v"u8, 1);
        Assert.Equal(budget.Used, first.Used);
        Assert.Throws<InvalidOperationException>(() => budget.MoveTo(second));

        while (store.TryTakeChange(out _))
        {
        }

        budget.MoveTo(second);
        store.Put("k"u8, "v"u8, 2);
        Assert.Equal((0, budget.Used), (first.Used, second.Used));
    }

    private static StoreDriver Filled(string kind, int seed, int operations)
    {
        var driver = StoreDriver.Create(kind, keepsUndo: true);
        var random = new Random(seed);
        for (int i = 0; i < operations; i++)
        {
            driver.Do(random);
        }

        driver.Flush();
        driver.Store.Committed();
        return driver;
    }

    private static void Restore(StoreDriver driver, (byte[] Key, byte[]? Value, long Timestamp, byte[] Headers) record) =>
        driver.Store.Restore(record.Key, record.Value == null ? Bytes.Null : new Bytes(record.Value), record.Timestamp, record.Headers);
}
