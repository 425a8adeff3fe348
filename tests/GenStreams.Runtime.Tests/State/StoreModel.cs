using System.Text;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.State;

/// <summary>What a store should hold, and what its record cache should hold back, in the simplest words.</summary>
internal sealed class StoreModel
{
    private readonly Dictionary<string, (byte[] Value, long Timestamp)> _flushed = [];
    private readonly List<(string Key, long Timestamp, string Headers)> _changed = [];

    public Dictionary<string, (byte[] Value, long Timestamp)> Content { get; } = [];

    public static byte[] Encode(string key) => Encoding.Latin1.GetBytes(key);

    public void Put(string key, byte[] value, long timestamp, string headers)
    {
        Content[key] = (value, timestamp);
        Changed(key, timestamp, headers);
    }

    public bool Delete(string key, long timestamp, string headers)
    {
        Changed(key, timestamp, headers);
        return Content.Remove(key);
    }

    /// <summary>What a flush tells, by the rules of Kafka Streams.</summary>
    public List<TakenChange> Flush(bool keepsOldValues)
    {
        var taken = new List<TakenChange>();
        foreach (var (key, timestamp, headers) in _changed)
        {
            byte[]? oldValue = _flushed.TryGetValue(key, out var old) ? old.Value : null;
            byte[]? newValue = Content.TryGetValue(key, out var current) ? current.Value : null;
            if (oldValue != null || newValue != null)
            {
                taken.Add(new TakenChange(key, keepsOldValues ? oldValue : null, newValue, timestamp, headers));
            }
        }

        _changed.Clear();
        _flushed.Clear();
        foreach (var (key, entry) in Content)
        {
            _flushed.Add(key, entry);
        }

        return taken;
    }

    public static List<TakenChange> Flush(KeyValueBytesStore store)
    {
        var taken = new List<TakenChange>();
        while (store.TryTakeChange(out var change))
        {
            taken.Add(new TakenChange(
                Encoding.Latin1.GetString(change.Key),
                change.OldValue.IsNull ? null : change.OldValue.Span.ToArray(),
                change.NewValue.IsNull ? null : change.NewValue.Span.ToArray(),
                change.Timestamp,
                TextOf(change.Headers)));
        }

        return taken;
    }

    public void AssertHeldBy(KeyValueBytesStore store)
    {
        Assert.Equal(Content.Count, store.Count);
        foreach (var (key, expected) in Content)
        {
            Assert.True(store.TryGet(Encode(key), out var entry), $"The key of {key.Length} bytes is missing.");
            Assert.True(entry.Value.SequenceEqual(expected.Value), "A value differs.");
            Assert.Equal(expected.Timestamp, entry.Timestamp);
        }

        var keys = store.Range(Bytes.Null, Bytes.Null).Select(entry => Encoding.Latin1.GetString(entry.Key.Span));
        Assert.Equal(Content.Keys.Order(StringComparer.Ordinal), keys);
    }

    public static RecordAt? Record(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var record = new RecordAt();
        record.Headers.Add("h", Encoding.Latin1.GetBytes(text));
        return record;
    }

    private static string TextOf(ReadOnlySpan<byte> encoded)
    {
        var headers = new RecordHeaders();
        headers.Load(encoded);
        return headers.TryGetLast("h", out var value) ? Encoding.Latin1.GetString(value) : "";
    }

    private void Changed(string key, long timestamp, string headers)
    {
        _changed.RemoveAll(change => change.Key == key);
        _changed.Add((key, timestamp, headers));
    }
}

/// <summary>A change that was taken from a store, copied.</summary>
internal sealed record TakenChange(string Key, byte[]? OldValue, byte[]? NewValue, long Timestamp, string Headers)
{
    public bool Equals(TakenChange? other) =>
        other != null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Text(StoreModel.Encode(Key))}: {Text(OldValue)} -> {Text(NewValue)} @{Timestamp} [{Headers}]";

    private static string Text(byte[]? bytes)
    {
        if (bytes == null)
        {
            return "null";
        }

        bool isReadable = !bytes.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~');
        return isReadable ? $"'{Encoding.Latin1.GetString(bytes)}'" : Convert.ToHexString(bytes);
    }
}
