using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GenStreams.State;

namespace GenStreams.Queries;

/// <summary>Typed queries of one store: what all queryable types of members have in common.</summary>
internal sealed class TableReader<TKey, TValue>(
    TopologyHandle topology, string? store, ISerde<TKey> keys, ISerde<TValue> values)
{
    /// <summary>How many keys there are.</summary>
    public long Count => topology.Queries.Count(StoreName);

    /// <summary>Looks a key up.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(Serialize(key), out value);

    /// <summary>Looks a serialised key up.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value) => TryGet(key, out value, out _);

    /// <summary>Looks a key up, with the time of its value.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp) => TryGet(Serialize(key), out value, out timestamp);

    private bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        var found = new ArrayBufferWriter<byte>();
        if (topology.Queries.TryGet(StoreName, key, found, out timestamp))
        {
            value = values.Deserialize(found.WrittenSpan);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Looks the version of a key up that was valid at a time.</summary>
    public bool TryGetAsOf(TKey key, long asOf, out VersionedRecord<TValue> record)
    {
        var found = new ArrayBufferWriter<byte>();
        if (topology.Queries.TryGetAsOf(StoreName, Serialize(key), asOf, found, out long validFrom, out long validTo))
        {
            record = new(values.Deserialize(found.WrittenSpan), validFrom, validTo == VersionedEntry.StillValid ? null : validTo);
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>All entries, ordered by the bytes of the keys.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> All() => Read(default(KeyRange<TKey>));

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to) => Read(KeyRange.Between(from, to));

    /// <summary>The entries of a range, in its order, page by page.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Read(in KeyRange<TKey> range) => Read(topology.Queries.Pages(StoreName, PageOf(range)));

    /// <summary>Reads entries of a range, as many as there is room for.</summary>
    public int Read(in KeyRange<TKey> range, Span<KeyValuePair<TKey, TValue>> page)
    {
        int count = 0;
        foreach (var entry in topology.Queries.Pages(StoreName, PageOf(range)))
        {
            if (count == page.Length)
            {
                break;
            }

            page[count++] = Read(entry);
        }

        return count;
    }

    /// <summary>The entries between two serialised keys, both included, ordered by the bytes of the keys; null: from or to the end.</summary>
    public IEnumerable<StateEntry> Entries(byte[]? from, byte[]? to) =>
        topology.Queries.Pages(StoreName, new StatePage { From = from, To = to });

    /// <summary>The same table, of which only what is committed is read.</summary>
    public TableReader<TKey, TValue> Committed => new(topology.Committed, store, keys, values);

    private string StoreName => store ?? throw new InvalidOperationException(
        "The table has no store to read; give its operator a Store name.");

    private byte[] Serialize(TKey key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key), $"The store '{StoreName}' has no null keys.");
        }

        var bytes = new ArrayBufferWriter<byte>();
        keys.Serialize(key, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private StatePage PageOf(in KeyRange<TKey> range) => new()
    {
        From = range.HasFrom ? Serialize(range.From!) : null,
        To = range.HasTo ? Serialize(range.To!) : null,
        After = range.HasLast ? Serialize(range.Last!) : null,
        Prefix = range.Prefix,
        IsDescending = range.IsDescending,
    };

    private KeyValuePair<TKey, TValue> Read(StateEntry entry) => new(keys.Deserialize(entry.Key.Span), values.Deserialize(entry.Value.Span));

    private IEnumerable<KeyValuePair<TKey, TValue>> Read(IEnumerable<StateEntry> entries)
    {
        foreach (var entry in entries)
        {
            yield return Read(entry);
        }
    }
}
