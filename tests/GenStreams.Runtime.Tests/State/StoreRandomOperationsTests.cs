using System.Text;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>Random operations against a model; a failing seed fails again.</summary>
public sealed class StoreRandomOperationsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_uncached_store_holds_what_the_model_holds_and_its_changelog_restores_it(int seed)
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.KeyValue("store", changelog);
        var run = new Run(store, seed, keyCount: 400);
        for (int round = 0; round < 12; round++)
        {
            run.Work(operations: 700, growing: round % 3 != 2);
            run.Model.AssertHeldBy(store);
        }

        using var restored = TestStores.KeyValue("store");
        changelog.ReplayInto(restored);
        run.Model.AssertHeldBy(restored);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    [InlineData(14, false)]
    public void A_cached_store_tells_the_changes_that_the_model_tells(int seed, bool keepsOldValues)
    {
        var changelog = new RecordingChangelog();
        var budget = new RecordCacheBudget(1_000_000);
        using var store = TestStores.KeyValue("store", changelog, budget, keepsOldValues);
        var run = new Run(store, seed, keyCount: 150);
        for (int round = 0; round < 60; round++)
        {
            run.Work(operations: 1 + (round * round % 300), growing: round % 3 != 2);
            run.Model.AssertHeldBy(store);
            Assert.Equal(run.Model.Flush(keepsOldValues), StoreModel.Flush(store));
            Assert.Equal(0, budget.Used);
            run.Model.AssertHeldBy(store);
        }

        using var restored = TestStores.KeyValue("store");
        changelog.ReplayInto(restored);
        run.Model.AssertHeldBy(restored);
    }

    [Fact]
    public void Keys_and_values_of_all_lengths_are_kept_apart()
    {
        using var store = TestStores.KeyValue("store");
        var model = new StoreModel();
        foreach (int valueLength in new[] { 0, 1, 100_000, 7, 1_200_000, 3 })
        {
            for (int length = 0; length <= 300; length++)
            {
                // The same byte over and over: keys differ by their lengths only.
                string key = new('\u00ff', length);
                var value = new byte[length % 100 == 0 ? valueLength : valueLength % 1000];
                Array.Fill(value, (byte)length);
                store.Put(StoreModel.Encode(key), value, length);
                model.Put(key, value, length, "");
            }

            model.AssertHeldBy(store);
        }
    }

    private sealed class Run(KeyValueBytesStore store, int seed, int keyCount)
    {
        private readonly Random _random = new(seed);
        private readonly string[] _keys = Keys(new Random(seed), keyCount);
        private long _clock;

        public StoreModel Model { get; } = new();

        public void Work(int operations, bool growing)
        {
            for (int i = 0; i < operations; i++)
            {
                string key = _keys[_random.Next(_keys.Length)];
                string headers = store.IsCached && _random.Next(3) == 0 ? new string('x', _random.Next(1, 200)) : "";
                _clock++;
                switch (_random.Next(10))
                {
                    case 0:
                        CopyFromAnotherKey(key, headers);
                        break;
                    case < 7 when growing:
                    case 1:
                        Put(key, RandomValue(), headers);
                        break;
                    default:
                        Assert.Equal(
                            Model.Delete(key, _clock, headers),
                            store.Delete(StoreModel.Encode(key), _clock, StoreModel.Record(headers)));
                        break;
                }
            }
        }

        private void Put(string key, byte[] value, string headers)
        {
            store.Put(StoreModel.Encode(key), value, _clock, StoreModel.Record(headers));
            Model.Put(key, value, _clock, headers);
        }

        /// <summary>The value given to the store lies in the store.</summary>
        private void CopyFromAnotherKey(string key, string headers)
        {
            if (store.TryGet(StoreModel.Encode(_keys[_random.Next(_keys.Length)]), out var entry))
            {
                var value = entry.Value[(entry.Value.Length / 3)..];
                Model.Put(key, value.ToArray(), _clock, headers);
                store.Put(StoreModel.Encode(key), value, _clock, StoreModel.Record(headers));
            }
        }

        private byte[] RandomValue()
        {
            int longest = _random.Next(100) switch { 0 => 100_000, < 10 => 3_000, _ => 60 };
            var value = new byte[_random.Next(longest + 1)];
            _random.NextBytes(value);
            return value;
        }

        private static string[] Keys(Random random, int count)
        {
            var keys = new HashSet<string> { "" };
            while (keys.Count < count)
            {
                var key = new byte[random.Next(2) == 0 ? random.Next(20) : random.Next(301)];
                random.NextBytes(key);
                keys.Add(Encoding.Latin1.GetString(key));
            }

            return [.. keys];
        }
    }
}
