using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>After warm-up, no operation on a store allocates on the managed heap.</summary>
public sealed class StoreAllocationTests
{
    private const int Keys = 2000;

    private readonly byte[] _key = new byte[8];
    private readonly byte[] _value = new byte[256];
    private readonly RecordAt _record = StoreModel.Record("header")!;
    private readonly NullChangelog _changelog = new();

    [Fact]
    public void An_uncached_store_does_not_allocate()
    {
        using var store = TestStores.KeyValue("store", _changelog);
        AssertDoesNotAllocate(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cached_store_does_not_allocate(bool keepsOldValues)
    {
        using var store = TestStores.KeyValue("store", _changelog, new RecordCacheBudget(100_000), keepsOldValues);
        AssertDoesNotAllocate(store);
    }

    [Fact]
    public void A_typed_store_of_unmanaged_types_does_not_allocate()
    {
        using var bytes = TestStores.KeyValue("store", _changelog);
        var store = new TaskKeyValueStore<long, long>(bytes, Int64Serde.Instance, Int64Serde.Instance);
        CountUp(store);

        long before = GC.GetAllocatedBytesForCurrentThread();
        CountUp(store);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void CountUp(TaskKeyValueStore<long, long> store)
    {
        for (int i = 0; i < 10 * Keys; i++)
        {
            store.Timestamp = i;
            store.Put(i % Keys, store.TryGet(i % Keys, out long count) ? count + 1 : 1);
            if (i % 7 == 0)
            {
                store.Delete(i % Keys);
            }
        }
    }

    private void AssertDoesNotAllocate(KeyValueBytesStore store)
    {
        Work(store);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long appended = _changelog.Count;
        Work(store);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(_changelog.Count > appended);
    }

    private void Work(KeyValueBytesStore store)
    {
        for (int i = 0; i < 20 * Keys; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(_key, i * 7919 % Keys);
            int length = store.TryGet(_key, out var entry) ? (entry.Value.Length + i) % _value.Length : i % 20;
            if (i % 5 == 0)
            {
                store.Delete(_key, i, _record);
            }
            else
            {
                store.Put(_key, _value.AsSpan(0, length), i, i % 3 == 0 ? _record : null);
            }

            if (store.CacheIsFull)
            {
                Flush(store);
            }
        }

        Flush(store);
    }

    private static void Flush(KeyValueBytesStore store)
    {
        while (store.TryTakeChange(out _))
        {
        }
    }

    private sealed class NullChangelog : IChangelog
    {
        public long Count { get; private set; }

        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Count++;
    }
}
