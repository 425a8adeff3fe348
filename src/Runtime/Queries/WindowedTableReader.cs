using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GenStreams.Serdes;
using GenStreams.State;

namespace GenStreams.Queries;

/// <summary>Typed queries of a store of windows.</summary>
internal sealed class WindowedTableReader<TKey, TValue>(
    TopologyHandle topology, string? store, ISerde<Windowed<TKey>> keys, ISerde<TValue> values)
{
    private readonly TableReader<Windowed<TKey>, TValue> _reader = new(topology, store, keys, values);

    /// <summary>How many windows there are.</summary>
    public long Count => _reader.Count;

    private int WindowLength => ((IWindowedSerde)keys).WindowLength;

    /// <summary>Looks a window up.</summary>
    public bool TryGet(Windowed<TKey> key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <summary>The windows of a key that start within a time.</summary>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Of(TKey key, long from, long to)
    {
        var bytes = new ArrayBufferWriter<byte>();
        keys.Serialize(new Windowed<TKey>(key, 0, 0), bytes);
        byte[] first = bytes.WrittenSpan.ToArray();
        byte[] last = bytes.WrittenSpan.ToArray();
        first.AsSpan(first.Length - WindowLength).Clear();
        last.AsSpan(last.Length - WindowLength).Fill(byte.MaxValue);

        // A longer key can lie between the windows of this one.
        return Read(_reader.Entries(first, last).Where(entry => entry.Key.Length == first.Length), from, to);
    }

    /// <summary>The windows of all keys that start within a time.</summary>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> All(long from, long to) => Read(_reader.Entries(null, null), from, to);

    private IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Read(IEnumerable<StateEntry> entries, long from, long to) => entries
        .Select(entry => (Entry: entry, Key: keys.Deserialize(entry.Key.Span)))
        .Where(window => window.Key.Start >= from && window.Key.Start <= to)
        .OrderBy(window => window.Key.Start)
        .ThenBy(window => window.Entry.Key, KeyOrder.Instance)
        .Select(window => new KeyValuePair<Windowed<TKey>, TValue>(window.Key, values.Deserialize(window.Entry.Value.Span)));

    private sealed class KeyOrder : IComparer<ReadOnlyMemory<byte>>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
