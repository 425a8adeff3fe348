using System.Buffers;
using System.Buffers.Binary;
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

    /// <summary>Whether keys have the end of a session before its start.</summary>
    private bool EndsFirst => WindowLength > sizeof(long);

    private int WindowLength => ((IWindowedSerde)keys).WindowLength;

    /// <summary>Looks a window up.</summary>
    public bool TryGet(Windowed<TKey> key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <summary>The windows of a key that start within a time.</summary>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Of(TKey key, long from, long to)
    {
        if (to < 0 || to < from)
        {
            return [];
        }

        var bytes = new ArrayBufferWriter<byte>();
        keys.Serialize(new Windowed<TKey>(key, 0, 0), bytes);
        byte[] first = bytes.WrittenSpan.ToArray();
        byte[] last = bytes.WrittenSpan.ToArray();
        var times = last.AsSpan(last.Length - WindowLength);
        times.Fill(byte.MaxValue);

        // A key ends with a window's start, or with a session's end, which is not before its start, and its start.
        BinaryPrimitives.WriteInt64BigEndian(first.AsSpan(first.Length - WindowLength), Math.Max(from, 0));
        if (!EndsFirst)
        {
            BinaryPrimitives.WriteInt64BigEndian(times, to);
        }

        var entries = EntriesOf(first, last);
        return EndsFirst ? Read(entries, from, to) : ReadInOrder(entries, from, to);
    }

    /// <summary>The windows of all keys that start within a time.</summary>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> All(long from, long to) => Read(_reader.Entries(null, null), from, to);

    /// <summary>The entries of one key. Longer keys can lie between its windows: what begins alike is passed over by one step.</summary>
    private IEnumerable<StateEntry> EntriesOf(byte[] first, byte[] last)
    {
        for (byte[]? next = first; next != null;)
        {
            byte[] from = next;
            next = null;
            foreach (var entry in _reader.Entries(from, last))
            {
                if (entry.Key.Length != first.Length)
                {
                    next = Behind(entry.Key.Span, first.Length);
                    break;
                }

                yield return entry;
            }
        }
    }

    /// <summary>The least key of a length that is greater than another; null when there is none.</summary>
    private static byte[]? Behind(ReadOnlySpan<byte> key, int length)
    {
        if (key.Length > length)
        {
            return ByteRange.EndOf(key[..length]) is { } end ? [.. end, .. new byte[length - end.Length]] : null;
        }

        return [.. key, .. new byte[length - key.Length]];
    }

    private IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> ReadInOrder(IEnumerable<StateEntry> entries, long from, long to)
    {
        foreach (var entry in entries)
        {
            var key = keys.Deserialize(entry.Key.Span);
            if (key.Start >= from && key.Start <= to)
            {
                yield return new(key, values.Deserialize(entry.Value.Span));
            }
        }
    }

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
