using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Memory follows what is in a store, not what was.</summary>
public sealed class StoreMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Overwrites_with_all_sizes_do_not_make_a_store_grow(bool cached)
    {
        using var store = TestStores.KeyValue("store", cache: cached ? new RecordCacheBudget(100_000) : null, keepsOldValues: cached);
        var random = new Random(1);
        var lengths = new int[1000];
        for (int i = 0; i < 300_000; i++)
        {
            int key = random.Next(lengths.Length);
            lengths[key] = random.Next(20) == 0 ? random.Next(4000) : random.Next(100);
            store.Put(Key(key), new byte[lengths[key]], i);
            if (store.CacheIsFull)
            {
                Flush(store);
            }

            if (i % 10_000 == 9_999)
            {
                Flush(store);
                AssertSmall(store, lengths.Sum(length => (long)length + sizeof(int)));
            }
        }
    }

    [Fact]
    public void Keys_and_values_take_little_more_than_their_bytes()
    {
        using var store = TestStores.KeyValue("store");
        var key = new byte[16];
        var value = new byte[100];
        for (int i = 0; i < 2_000_000; i++)
        {
            BitConverter.TryWriteBytes(key, i * 7919L);
            store.Put(key, value, i);
        }

        Assert.InRange(store.AllocatedBytes / (116.0 * store.Count), 1, 1.4);
    }

    [Fact]
    public void A_store_of_which_most_is_deleted_shrinks_whichever_entries_stay()
    {
        using var store = TestStores.KeyValue("store");
        for (int i = 0; i < 200_000; i++)
        {
            store.Put(Key(i), new byte[100], i);
        }

        AssertSmall(store, 200_000 * 104L);
        for (int i = 0; i < 200_000; i++)
        {
            if (i % 500 != 0)
            {
                store.Delete(Key(i), i);
            }
        }

        Assert.Equal(400, store.Count);
        AssertSmall(store, 400 * 104L);
        for (int i = 0; i < 200_000; i += 500)
        {
            Assert.True(store.TryGet(Key(i), out _));
            store.Delete(Key(i), i);
        }

        Assert.InRange(store.AllocatedBytes, 0, 20_000);
    }

    [Fact]
    public void Keys_that_come_and_go_leave_nothing_behind()
    {
        using var store = TestStores.KeyValue("store", cache: new RecordCacheBudget(50_000), keepsOldValues: true);
        for (int i = 0; i < 200_000; i++)
        {
            store.Put(Key(i), new byte[i % 300], i, StoreModel.Record(i % 7 == 0 ? "header" : ""));
            store.Delete(Key(i - 100), i);
            if (store.CacheIsFull)
            {
                Flush(store);
            }
        }

        Flush(store);
        Assert.Equal(100, store.Count);
        AssertSmall(store, 100 * 154L);
    }

    [Fact]
    public void A_value_that_shrinks_gives_its_memory_back()
    {
        using var store = TestStores.KeyValue("store");
        store.Put("k"u8, new byte[10_000_000], 1);
        store.Put("k"u8, new byte[10], 2);

        Assert.InRange(store.AllocatedBytes, 0, 20_000);
    }

    [Fact]
    public void An_empty_store_is_small()
    {
        using var store = TestStores.KeyValue("store");
        Assert.InRange(store.AllocatedBytes, 0, 1000);
        store.Put("k"u8, "v"u8, 1);
        Assert.InRange(store.AllocatedBytes, 0, 5000);
    }

    [Fact]
    public void Forgotten_stores_give_their_memory_back()
    {
        const int Size = 16_000_000;
        long before = Environment.WorkingSet;
        for (int i = 0; i < 50; i++)
        {
            Forget(Size);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 20L * Size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(int size)
    {
        var store = TestStores.KeyValue("store");
        store.Put("k"u8, new byte[size], 1);
    }

    /// <summary>Twice the entries with their heads, the index, the newest chunk, and slack of values that grew.</summary>
    private static void AssertSmall(KeyValueBytesStore store, long contentBytes)
    {
        long withOverhead = contentBytes + (store.Count * 40L);
        Assert.InRange(store.AllocatedBytes, 0, (long)(2.6 * withOverhead) + (store.Count * 130L) + 40_000);
    }

    private static void Flush(KeyValueBytesStore store)
    {
        while (store.TryTakeChange(out _))
        {
        }
    }

    private static byte[] Key(int number)
    {
        var key = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(key, number);
        return key;
    }
}
