using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State.Contract;

/// <summary>Reading in order, forwards and backwards, by pages: against a sorted list.</summary>
public sealed class RangeTests
{
    [Theory]
    [InlineData("key-value")]
    [InlineData("key-value cached old")]
    [InlineData("window")]
    [InlineData("sliding")]
    [InlineData("session cached")]
    [InlineData("versioned")]
    public void Ranges_are_those_of_a_sorted_list_whatever_was_written_between(string kind)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            using var driver = StoreDriver.Create(kind, keepsUndo: true);
            var store = (QueryableStore)driver.Store;
            var random = new Random(seed);
            for (int round = 0; round < 60; round++)
            {
                for (int i = random.Next(40); i > 0; i--)
                {
                    driver.Do(random);
                }

                if (random.Next(5) == 0)
                {
                    driver.Flush();
                    store.Committed();
                }
                else if (random.Next(8) == 0)
                {
                    Assert.True(store.TryRollBack());
                }

                var all = All(store);
                Assert.Equal(store.Count, all.Count);
                AssertReads(store, all, random);
            }
        }
    }

    [Fact]
    public void Many_keys_that_come_and_go_stay_in_order()
    {
        using var store = TestStores.KeyValue("store");
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var random = new Random(5);
        for (int i = 0; i < 60_000; i++)
        {
            if (i == 100)
            {
                Assert.NotEmpty(store.Range(Bytes.Null, Bytes.Null));
            }

            // First up, then down.
            string key = random.Next(20_000).ToString("D6");
            if (random.Next(60_000) > i)
            {
                store.Put(Encoding.ASCII.GetBytes(key), new byte[random.Next(30)], i);
                model[key] = "";
            }
            else
            {
                Assert.Equal(model.Remove(key), store.Delete(Encoding.ASCII.GetBytes(key), i));
            }

            if (i % 5000 == 0)
            {
                Assert.Equal(model.Keys, All(store).Select(TextOf));
            }
        }

        Assert.Equal(model.Keys, All(store).Select(TextOf));
    }

    [Fact]
    public void A_processor_reads_pages_without_allocating()
    {
        using var bytes = TestStores.KeyValue("store");
        var store = new TaskKeyValueStore<long, long>(bytes, Int64Serde.Instance, Int64Serde.Instance);
        for (long i = 0; i < 5000; i++)
        {
            store.Put(i, -i);
        }

        var page = new KeyValuePair<long, long>[10];
        long Read()
        {
            long sum = 0;
            for (long from = 0; from < 4000; from += 7)
            {
                int count = store.Read(KeyRange.Between(from, from + 20), page);
                sum += page[9].Key + count;
                count = store.Read(KeyRange.From(from).After(page[9].Key).Descending(), page);
                sum += page[0].Key * count;
                store.Put(from, from);
            }

            return sum;
        }

        long sum = Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long again = Read();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((sum, before), (again, after));
    }

    [Fact]
    public void Growing_moves_few_entries_at_a_time()
    {
        using var index = new KeyIndex();
        var owner = new NoOwner();
        using var arena = new NativeArena(owner);
        var hash = KeyHash.Create();
        unsafe
        {
            for (int i = 0; i < 300_000; i++)
            {
                byte[] key = BitConverter.GetBytes(i);
                index.Insert(Entry.Create(arena, EntryRole.Current, key, 0), hash.Of(key));
            }

            for (int i = 0; i < 300_000; i++)
            {
                byte[] key = BitConverter.GetBytes(i);
                var slot = index.Find(key, hash.Of(key));
                Assert.True(slot != null);
                if (i % 3 != 0)
                {
                    index.Remove(slot, hash.Of(key));
                }
            }

            for (int i = 0; i < 300_000; i++)
            {
                byte[] key = BitConverter.GetBytes(i);
                Assert.Equal(i % 3 == 0, index.Find(key, hash.Of(key)) != null);
            }
        }

        Assert.Equal(100_000, index.Count);
        Assert.InRange(index.MostMoved, 1, KeyIndex.LargestTable);
    }

    private static void AssertReads(QueryableStore store, List<StateEntry> all, Random random)
    {
        for (int i = 0; i < 10; i++)
        {
            byte[]? from = random.Next(3) == 0 || all.Count == 0 ? null : all[random.Next(all.Count)].Key.ToArray();
            byte[]? to = random.Next(3) == 0 ? null : Encoding.ASCII.GetBytes("k" + random.Next(12));
            byte[]? prefix = random.Next(2) == 0 ? null : Encoding.ASCII.GetBytes("k1"[..random.Next(3)]);
            byte[]? after = random.Next(3) > 0 || all.Count == 0 ? null : all[random.Next(all.Count)].Key.ToArray();
            bool isDescending = random.Next(2) == 0;
            int limit = 1 + random.Next(9);
            var range = new ByteRange
            {
                From = BytesOf(from),
                To = BytesOf(to),
                Prefix = prefix,
                PrefixEnd = prefix == null ? Bytes.Null : BytesOf(ByteRange.EndOf(prefix)),
                After = BytesOf(after),
                IsDescending = isDescending,
            };
            var read = new List<StateEntry>();
            store.CopyTo(read, range, limit);
            var expected = (isDescending ? Enumerable.Reverse(all) : all)
                .Where(entry => (from == null || entry.Key.Span.SequenceCompareTo(from) >= 0)
                    && (to == null || entry.Key.Span.SequenceCompareTo(to) <= 0)
                    && (prefix == null || entry.Key.Span.StartsWith(prefix))
                    && (after == null || (entry.Key.Span.SequenceCompareTo(after) is var order && (isDescending ? order < 0 : order > 0))))
                .Take(limit);
            Assert.Equal(expected.Select(TextOf), read.Select(TextOf));
        }
    }

    private static List<StateEntry> All(QueryableStore store)
    {
        var all = store.Range(Bytes.Null, Bytes.Null);
        Assert.Equal(all.Select(TextOf).Order(StringComparer.Ordinal), all.Select(TextOf));
        foreach (var entry in all)
        {
            Assert.True(store.TryGet(entry.Key.Span, out var found));
            Assert.True(found.Value.SequenceEqual(entry.Value.Span));
            Assert.Equal(entry.Timestamp, found.Timestamp);
        }

        return all;
    }

    private static Bytes BytesOf(byte[]? key) => key == null ? Bytes.Null : new Bytes(key);

    private static string TextOf(StateEntry entry) => Encoding.Latin1.GetString(entry.Key.Span);

    private sealed class NoOwner : IBlockOwner
    {
        public unsafe void Moved(BlockHeader* from, BlockHeader* to)
        {
        }
    }
}
