using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class RecordCacheTests
{
    private readonly RecordingChangelog _changelog = new();
    private readonly RecordCacheBudget _budget = new(10_000);

    [Fact]
    public void Changes_come_in_the_order_of_each_keys_last_update()
    {
        using var store = NewStore();
        store.Put("a"u8, "1"u8, 1);
        store.Put("b"u8, "1"u8, 2);
        store.Put("c"u8, "1"u8, 3);
        store.Put("a"u8, "2"u8, 4);
        store.Put("b"u8, "2"u8, 5);

        Assert.Equal(
            ["'c': null -> '1' @3 []", "'a': null -> '2' @4 []", "'b': null -> '2' @5 []"],
            Flush(store));
        Assert.Equal([3L, 4, 5], _changelog.Records.Select(record => record.Timestamp));
    }

    [Fact]
    public void Neither_changelog_nor_flush_sees_what_was_overwritten()
    {
        using var store = NewStore();
        store.Put("a"u8, "1"u8, 1);
        store.Put("a"u8, "2"u8, 2);
        Assert.Empty(_changelog.Records);
        Assert.True(store.TryGet("a"u8, out var entry));
        Assert.Equal("2"u8, entry.Value);

        Flush(store);

        Assert.Equal("2"u8.ToArray(), Assert.Single(_changelog.Records).Value);
        Assert.Empty(Flush(store));
    }

    [Fact]
    public void A_key_that_was_added_and_deleted_within_a_flush_is_skipped()
    {
        using var store = NewStore();
        store.Put("a"u8, "1"u8, 1);
        Assert.True(store.Delete("a"u8, 2));
        Assert.False(store.Delete("absent"u8, 3));

        Assert.Empty(Flush(store));
        Assert.Empty(_changelog.Records);
        Assert.Equal(0, store.Count);
        Assert.Equal(0, _budget.Used);
    }

    [Theory]
    [InlineData(false, "'a': null -> null @2 []")]
    [InlineData(true, "'a': '1' -> null @2 []")]
    public void A_key_that_was_there_at_the_last_flush_gets_a_tombstone(bool keepsOldValues, string expected)
    {
        using var store = NewStore(keepsOldValues);
        store.Put("a"u8, "1"u8, 1);
        Flush(store);

        Assert.True(store.Delete("a"u8, 2));
        Assert.False(store.Delete("a"u8, 2));
        Assert.False(store.TryGet("a"u8, out _));
        Assert.Equal(0, store.Count);

        Assert.Equal([expected], Flush(store));
        Assert.Null(_changelog.Records[^1].Value);
        Assert.False(store.Delete("a"u8, 3));
        Assert.Empty(Flush(store));
    }

    [Theory]
    [InlineData(false, "'a': null -> '2' @3 []")]
    [InlineData(true, "'a': '1' -> '2' @3 []")]
    public void A_key_that_was_deleted_and_set_again_has_the_old_value_of_the_last_flush(bool keepsOldValues, string expected)
    {
        using var store = NewStore(keepsOldValues);
        store.Put("a"u8, "1"u8, 1);
        Flush(store);

        store.Delete("a"u8, 2);
        store.Put("a"u8, "2"u8, 3);

        Assert.Equal(1, store.Count);
        Assert.Equal([expected], Flush(store));
    }

    [Fact]
    public void The_old_value_is_that_of_the_last_flush_not_of_the_last_write()
    {
        using var store = NewStore(keepsOldValues: true);
        store.Put("a"u8, "1"u8, 1);
        Assert.Equal(["'a': null -> '1' @1 []"], Flush(store));
        store.Put("a"u8, "22"u8, 2);
        store.Put("a"u8, new byte[500], 3);
        store.Put("a"u8, "3"u8, 4);

        Assert.Equal(["'a': '1' -> '3' @4 []"], Flush(store));
    }

    [Fact]
    public void Headers_are_those_of_the_last_writer()
    {
        using var store = NewStore();
        store.Put("a"u8, "1"u8, 1, StoreModel.Record("first"));
        store.Put("a"u8, "2"u8, 2, StoreModel.Record("a second that is longer than the first"));
        store.Put("b"u8, "1"u8, 3, StoreModel.Record("gone"));
        store.Put("b"u8, "2"u8, 4, new RecordAt());

        Assert.Equal(["'a': null -> '2' @2 [a second that is longer than the first]", "'b': null -> '2' @4 []"], Flush(store));
    }

    [Fact]
    public void A_change_comes_from_where_its_last_writer_came()
    {
        using var store = NewStore();
        store.Put("a"u8, "1"u8, 1, new RecordAt(1));
        store.Put("b"u8, "1"u8, 2, new RecordAt(2));
        store.Put("a"u8, "2"u8, 3, new RecordAt(3));
        store.Put("b"u8, "2"u8, 4);

        Assert.True(store.TryTakeChange(out var change));
        Assert.Equal(new RecordOrigin("topic", 0, 3), change.Origin);
        Assert.True(store.TryTakeChange(out change));
        Assert.Equal(RecordOrigin.None, change.Origin);
    }

    [Fact]
    public void A_change_stays_readable_while_the_store_is_only_read()
    {
        using var store = NewStore(keepsOldValues: true);
        store.Put("key"u8, "old"u8, 1);
        Flush(store);
        store.Delete("key"u8, 2, StoreModel.Record("h"));

        Assert.True(store.TryTakeChange(out var change));
        Assert.False(store.TryGet("key"u8, out _));

        Assert.Equal("key"u8, change.Key);
        Assert.Equal("old"u8, change.OldValue.Span);
        Assert.True(change.NewValue.IsNull);
        Assert.False(change.Headers.IsEmpty);
    }

    [Fact]
    public void A_key_that_changes_again_during_a_flush_comes_again()
    {
        using var store = NewStore(keepsOldValues: true);
        store.Put("a"u8, "1"u8, 1);
        store.Put("b"u8, "1"u8, 2);

        Assert.True(store.TryTakeChange(out var change));
        Assert.Equal("a"u8, change.Key);
        store.Put(change.Key, "2"u8, 3);
        store.Put("c"u8, "1"u8, 4);
        store.Delete("b"u8, 5);

        Assert.Equal(["'a': '1' -> '2' @3 []", "'c': null -> '1' @4 []"], Flush(store));
    }

    [Fact]
    public void A_change_that_the_changelog_refuses_is_not_lost()
    {
        using var store = TestStores.KeyValue("store", new ChangelogThatRefusesOnce(), _budget);
        store.Put("a"u8, "1"u8, 1);

        Assert.Throws<IOException>(() => store.TryTakeChange(out _));

        Assert.Equal(["'a': null -> '1' @1 []"], Flush(store));
    }

    [Fact]
    public void The_stores_of_a_thread_share_the_budget()
    {
        using var first = NewStore();
        using var second = NewStore();
        first.Put("a"u8, new byte[6_000], 1);
        Assert.False(first.CacheIsFull);

        second.Put("b"u8, new byte[6_000], 2);
        Assert.True(second.CacheIsFull);

        Flush(second);
        Assert.False(second.CacheIsFull);
        first.Put("a"u8, new byte[10], 3);
        Assert.InRange(_budget.Used, 11, 200);
        first.Dispose();
        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    public void Overwriting_a_held_back_key_counts_it_once()
    {
        using var store = NewStore();
        for (int i = 0; i < 1000; i++)
        {
            store.Put("a"u8, new byte[1000], i);
        }

        Assert.False(store.CacheIsFull);
    }

    [Fact]
    public void A_limit_of_zero_is_no_cache()
    {
        using var store = TestStores.KeyValue("store", _changelog, new RecordCacheBudget(0));
        store.Put("a"u8, "1"u8, 1);

        Assert.False(store.IsCached);
        Assert.Single(_changelog.Records);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordCacheBudget(-1));
    }

    private static IEnumerable<string> Flush(KeyValueBytesStore store) => StoreModel.Flush(store).Select(change => change.ToString());

    private KeyValueBytesStore NewStore(bool keepsOldValues = false) => TestStores.KeyValue("store", _changelog, _budget, keepsOldValues);

    private sealed class ChangelogThatRefusesOnce : IChangelog
    {
        private bool _refused;

        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
        {
            if (!_refused)
            {
                _refused = true;
                throw new IOException("refused");
            }
        }
    }
}
