using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

public sealed class TaskKeyValueStoreTests : IDisposable
{
    private readonly RecordingChangelog _changelog = new();
    private readonly KeyValueBytesStore _bytes;
    private readonly TaskKeyValueStore<string, string?> _store;

    public TaskKeyValueStoreTests()
    {
        _bytes = TestStores.KeyValue("names", _changelog);
        _store = new TaskKeyValueStore<string, string?>(_bytes, TextSerde.Instance, TextSerde.Instance!);
    }

    public void Dispose() => _bytes.Dispose();

    [Fact]
    public void PutIfAbsent_leaves_what_is_there_and_values_have_the_time_that_they_were_put_at()
    {
        _store.Timestamp = 5;
        Assert.False(_store.PutIfAbsent("a", null));
        Assert.True(_store.PutIfAbsent("a", "first"));
        _store.Timestamp = 7;
        Assert.False(_store.PutIfAbsent("a", "second"));
        Assert.True(_store.TryGet("a", out string? value, out long timestamp));
        Assert.Equal(("first", 5), (value, timestamp));
        Assert.False(_store.TryGet("b", out _, out timestamp));
        Assert.Equal(-1, timestamp);
    }

    [Fact]
    public void Values_are_set_with_the_timestamp_at_hand_and_read_back()
    {
        _store.Timestamp = 7;
        _store.Put("ä", "x");

        Assert.Equal("x", _store.Get("ä"));
        Assert.True(_store.TryGet("ä", out string? value));
        Assert.Equal("x", value);
        Assert.Equal(7, Assert.Single(_changelog.Records).Timestamp);
        Assert.Equal(1, _store.Count);
        Assert.Null(_store.Get("absent"));
        Assert.False(_store.TryGet("absent", out _));
    }

    [Fact]
    public void Putting_null_deletes()
    {
        _store.Put("k", "x");
        _store.Put("k", null);

        Assert.False(_store.TryGet("k", out _));
        Assert.Null(_changelog.Records[^1].Value);
        Assert.False(_store.Delete("k"));
        _store.Put("k", "y");
        Assert.True(_store.Delete("k"));
    }

    [Fact]
    public void A_serialised_key_is_the_same_key()
    {
        _store.Put("k"u8, "x");
        Assert.Equal("x", _store.Get("k"));
        Assert.Equal("x", _store.Get("k"u8));
        Assert.True(_store.Delete("k"u8));
        Assert.Equal(0, _store.Count);
    }

    [Fact]
    public void All_and_range_are_ordered_and_stay_as_they_were_at_the_call()
    {
        foreach (string key in new[] { "c", "a", "d", "b" })
        {
            _store.Put(key, key + key);
        }

        var all = _store.All();
        var range = _store.Range("b", "c");
        _store.Put("bb", "new");
        _store.Delete("a");

        Assert.Equal([new("a", "aa"), new("b", "bb"), new("c", "cc"), new("d", "dd")], all);
        Assert.Equal([new("b", "bb"), new("c", "cc")], range);
    }

    [Fact]
    public void A_null_key_is_refused_with_the_name_of_the_store()
    {
        var error = Assert.Throws<ArgumentNullException>(() => _store.Put((string)null!, "x"));
        Assert.Contains("'names'", error.Message, StringComparison.Ordinal);
    }
}
