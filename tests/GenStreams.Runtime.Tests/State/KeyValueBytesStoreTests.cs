using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class KeyValueBytesStoreTests
{
    [Fact]
    public void Empty_keys_and_values_are_not_absent_ones()
    {
        using var store = TestStores.KeyValue("store");
        Assert.False(store.TryGet(default, out _));

        store.Put(default, default, 5);

        Assert.True(store.TryGet(default, out var entry));
        Assert.Equal(0, entry.Value.Length);
        Assert.Equal(5, entry.Timestamp);
        Assert.Equal(1, store.Count);
        Assert.True(store.Delete(default, 6));
        Assert.False(store.TryGet(default, out _));
    }

    [Fact]
    public void The_changelog_gets_every_change_at_once_and_deletions_of_absent_keys()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.KeyValue("store", changelog);

        store.Put("k"u8, "v"u8, 1);
        Assert.False(store.Delete("absent"u8, 2));
        Assert.True(store.Delete("k"u8, 3));

        Assert.Equal(
            [("k", "v", 1), ("absent", null, 2), ("k", null, 3)],
            changelog.Records.Select(r => (Text(r.Key)!, Text(r.Value), r.Timestamp)));
        Assert.False(store.IsCached);
        Assert.False(store.CacheIsFull);
        Assert.False(store.TryTakeChange(out _));
    }

    [Fact]
    public void Restoring_reaches_neither_changelog_nor_cache()
    {
        var changelog = new RecordingChangelog();
        using var store = TestStores.KeyValue("store", changelog, new RecordCacheBudget(1000));

        store.Restore("a"u8, "1"u8, 1);
        store.Restore("b"u8, "2"u8, 2);
        store.Restore("a"u8, Bytes.Null, 3);

        Assert.Equal(1, store.Count);
        Assert.False(store.TryTakeChange(out _));
        Assert.Empty(changelog.Records);
    }

    [Fact]
    public void Restoring_over_held_back_changes_is_refused()
    {
        using var store = TestStores.KeyValue("counts", cache: new RecordCacheBudget(1000));
        store.Put("a"u8, "1"u8, 1);

        var error = Assert.Throws<InvalidOperationException>(() => store.Restore("a"u8, "2"u8, 1));
        Assert.Contains("'counts'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_may_be_a_part_of_the_value_it_replaces()
    {
        using var store = TestStores.KeyValue("store");
        store.Put("k"u8, "0123456789"u8, 1);
        Assert.True(store.TryGet("k"u8, out var entry));

        store.Put("k"u8, entry.Value[3..8], 2);

        Assert.True(store.TryGet("k"u8, out entry));
        Assert.Equal("34567"u8, entry.Value);
    }

    [Fact]
    public void A_value_may_lie_in_the_store_while_the_store_grows_and_compacts()
    {
        using var store = TestStores.KeyValue("store");
        var first = new byte[500];
        Random.Shared.NextBytes(first);
        store.Put([0, 0], first, 0);
        for (int i = 1; i < 2000; i++)
        {
            // Each value comes from the key before, which then goes: chunks become garbage behind the copies.
            byte[] previous = [(byte)((i - 1) / 256), (byte)((i - 1) % 256)];
            Assert.True(store.TryGet(previous, out var entry));
            store.Put([(byte)(i / 256), (byte)(i % 256)], entry.Value, i);
            store.Delete(previous, i);
        }

        Assert.True(store.TryGet([1999 / 256, 1999 % 256], out var last));
        Assert.Equal(first, last.Value.ToArray());
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void A_range_includes_both_ends_and_is_ordered_by_unsigned_bytes()
    {
        using var store = TestStores.KeyValue("store", cache: new RecordCacheBudget(10_000));
        foreach (byte[] key in new byte[][] { [0x80], [0x7f], [1, 0], [1], [], [0xff, 0], [0xff], [5] })
        {
            store.Put(key, key, 1);
        }

        store.Delete([5], 2);

        Assert.Equal(["", "01", "0100", "7F", "80", "FF", "FF00"], Hex(store.Range(Bytes.Null, Bytes.Null)));
        Assert.Equal(["0100", "7F", "80", "FF"], Hex(store.Range(new Bytes([1, 0]), new Bytes([0xff]))));
        Assert.Equal([""], Hex(store.Range(Bytes.Null, new Bytes([]))));
        Assert.Empty(store.Range(new Bytes([2]), new Bytes([1])));
    }

    [Fact]
    public void A_disposed_store_says_so()
    {
        var store = TestStores.KeyValue("store", cache: new RecordCacheBudget(1000));
        store.Put("k"u8, "v"u8, 1);
        store.Dispose();
        store.Dispose();

        Assert.Throws<ObjectDisposedException>(() => store.TryGet("k"u8, out _));
        Assert.Throws<ObjectDisposedException>(() => store.Put("k"u8, "v"u8, 1));
        Assert.Throws<ObjectDisposedException>(() => store.Delete("k"u8, 1));
        Assert.Throws<ObjectDisposedException>(() => store.Restore("k"u8, Bytes.Null, 1));
        Assert.Throws<ObjectDisposedException>(() => store.TryTakeChange(out _));
        Assert.Throws<ObjectDisposedException>(() => store.Range(Bytes.Null, Bytes.Null));
        Assert.Equal(0, store.AllocatedBytes);
    }

    private static string? Text(byte[]? bytes) => bytes == null ? null : System.Text.Encoding.UTF8.GetString(bytes);

    private static IEnumerable<string> Hex(List<StateEntry> entries) => entries.Select(entry => Convert.ToHexString(entry.Key.Span));
}
