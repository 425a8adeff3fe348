using System.Globalization;
using System.Text;
using GenStreams.Processing;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>
/// Does random things with a store and writes down all that comes of it, the changelog too: stores that are given the same numbers must give the
/// same text.
/// </summary>
internal sealed class StoreScript(int seed) : IChangelog
{
    private readonly StringBuilder _text = new();
    private long _time = 1_000_000;

    public Random Random { get; } = new(seed);

    /// <summary>What came of it since the last call.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }

    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Note("log", key, value, timestamp);

    public byte[] Key() => Encoding.UTF8.GetBytes($"key-{Random.Next(30)}"[..Random.Next(4, 6)]);

    public byte[] Value()
    {
        byte[] value = new byte[Random.Next(12)];
        Random.NextBytes(value);
        return value;
    }

    /// <summary>A time about now; now goes on.</summary>
    public long Time(int spread)
    {
        _time += Random.Next(spread / 8);
        return Math.Max(0, _time - Random.Next(spread));
    }

    /// <summary>A key, and the start of a window.</summary>
    public byte[] Windowed(long start) => [.. Key(), .. BitConverter.GetBytes(start).Reverse()];

    public void Note(string what, ReadOnlySpan<byte> key, Bytes value, long timestamp) => _text.Append(
        CultureInfo.InvariantCulture, $"{what} {Convert.ToHexString(key)} = {(value.IsNull ? "null" : Convert.ToHexString(value.Span))} at {timestamp}\n");

    public void Note(string what, object? result) => _text.Append(CultureInfo.InvariantCulture, $"{what}: {result}\n");

    public void Flush(CacheableStore store)
    {
        while (store.TryTakeChange(out var change))
        {
            Note("change", change.Key, change.NewValue, change.Timestamp);
            Note("  before", change.Key, change.OldValue, 0);
            Note("  headers", change.Headers.Length);
            Note("  origin", change.Origin);
        }
    }

    public void NoteGet(QueryableStore store, byte[] key)
    {
        bool isThere = store.TryGet(key, out var entry);
        Note("get", key, isThere ? new Bytes(entry.Value) : Bytes.Null, isThere ? entry.Timestamp : -1);
    }

    public void NoteRange(QueryableStore store, Bytes from, Bytes to)
    {
        foreach (var entry in store.Range(from, to))
        {
            Note("range", entry.Key.Span, new Bytes(entry.Value.Span), entry.Timestamp);
        }

        Note("count", store.Count);
    }
}
