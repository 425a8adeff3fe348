using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class SubscriptionStoreTests
{
    [Fact]
    public void Finds_the_subscriptions_of_a_foreign_key_only_in_the_order_of_the_rows()
    {
        using var store = TestStores.Subscriptions("subscriptions");
        foreach (var (foreignKey, primaryKey) in new[] { ("b", "2"), ("a", "1"), ("b", "10"), ("bb", "0"), ("", "b2"), ("b", "1"), ("b2", "") })
        {
            store.Put(Bytes(foreignKey), Bytes(primaryKey), Bytes(foreignKey + primaryKey), timestamp: 1);
        }

        Assert.Equal(["b1", "b10", "b2"], Of(store, "b"));
        Assert.Equal(["bb0"], Of(store, "bb"));
        Assert.Equal(["b2"], Of(store, ""));
        Assert.Empty(Of(store, "c"));
        Assert.Equal(7, store.Count);
    }

    [Fact]
    public void Logs_what_Kafka_Streams_logs_and_restores_from_it()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.Subscriptions("subscriptions", changelog);
        store.Put(Bytes("fk"), Bytes("p"), Bytes("one"), timestamp: 5);
        store.Put(Bytes("fk"), Bytes("q"), Bytes("two"), timestamp: 6);
        store.Delete(Bytes("fk"), Bytes("p"), timestamp: 7);
        store.Delete(Bytes("x"), Bytes("p"), timestamp: 8);

        Assert.Equal(
            [("00000002666B70", 5L), ("00000002666B71", 6L), ("00000002666B70", 7L), ("000000017870", 8L)],
            changelog.Records.Select(record => (Convert.ToHexString(record.Key), record.Timestamp)));
        Assert.Equal([false, false, true, true], changelog.Records.Select(record => record.Value is null));
        using var restored = TestStores.Subscriptions("subscriptions");
        foreach (var (key, value, timestamp) in changelog.Records)
        {
            restored.Restore(key, value is null ? GenStreams.Processing.Bytes.Null : new Bytes(value), timestamp);
        }

        Assert.Equal(["two"], Of(restored, "fk"));
        Assert.Equal(1, restored.Count);
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(2, 20, 20)]
    [InlineData(3, 5, 400)]
    public void Does_what_a_sorted_set_does(int seed, int foreignKeys, int rows)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, SortedDictionary<string, string>>();
        using var store = TestStores.Subscriptions("subscriptions");
        for (int i = 0; i < 20_000; i++)
        {
            string foreignKey = new('k', random.Next(foreignKeys));
            string row = "r" + random.Next(rows);
            if (!model.TryGetValue(foreignKey, out var subscribed))
            {
                model.Add(foreignKey, subscribed = new SortedDictionary<string, string>(StringComparer.Ordinal));
            }

            if (random.Next(3) == 0)
            {
                subscribed.Remove(row);
                store.Delete(Bytes(foreignKey), Bytes(row), i);
            }
            else
            {
                string value = new('v', random.Next(3) == 0 ? random.Next(100) : 10);
                subscribed[row] = value;
                store.Put(Bytes(foreignKey), Bytes(row), Bytes(value), i);
            }

            Assert.Equal(subscribed.Values, Of(store, foreignKey));
        }

        Assert.Equal(model.Values.Sum(subscribed => subscribed.Count), store.Count);
    }

    [Fact]
    public void Gives_memory_back()
    {
        using var store = TestStores.Subscriptions("subscriptions");
        for (int i = 0; i < 100_000; i++)
        {
            store.Put(Bytes("fk"), BitConverter.GetBytes(i), new byte[30], i);
        }

        long full = store.AllocatedBytes;
        for (int i = 0; i < 100_000; i++)
        {
            store.Delete(Bytes("fk"), BitConverter.GetBytes(i), i);
        }

        Assert.Equal(0, store.Count);
        Assert.True(store.AllocatedBytes < full / 100, $"{store.AllocatedBytes} of {full} bytes are left.");
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static List<string> Of(SubscriptionStore store, string foreignKey)
    {
        var found = new List<string>();
        var subscriptions = store.Of(Bytes(foreignKey));
        while (subscriptions.MoveNext())
        {
            found.Add(System.Text.Encoding.UTF8.GetString(subscriptions.Subscription));
        }

        return found;
    }
}
