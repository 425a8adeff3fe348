using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GenStreams.Queries;
using GenStreams.State;

namespace GenStreams;

/// <summary>The type of a member that is a table: the last value of each key. Queryable from any thread when it has a store.</summary>
/// <remarks>Queries see the partitions that this process has.</remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class Table<TKey, TValue>
{
    private readonly TopologyHandle _topology;
    private readonly string? _store;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    /// <summary>A table of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of its store; null when the table is not materialized.</param>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="values">Serde of the values.</param>
    public Table(TopologyHandle topology, string? store, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _topology = topology;
        _store = store;
        _keys = keys;
        _values = values;
    }

    /// <summary>Looks a key up in the partitions of this process.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    /// <exception cref="InvalidOperationException">The topology does not run here, or the table has no store.</exception>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        _keys.Serialize(key, bytes);
        var found = new ArrayBufferWriter<byte>();
        if (_topology.Queries.TryGet(StoreName, bytes.WrittenSpan, found, out _))
        {
            value = _values.Deserialize(found.WrittenSpan);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>All entries, ordered by the bytes of the keys.</summary>
    /// <exception cref="InvalidOperationException">The topology does not run here, or the table has no store.</exception>
    public IEnumerable<KeyValuePair<TKey, TValue>> All() => Read(_topology.Queries.Range(StoreName, null, null));

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys.</summary>
    /// <exception cref="InvalidOperationException">The topology does not run here, or the table has no store.</exception>
    public IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to) =>
        Read(_topology.Queries.Range(StoreName, Write(from), Write(to)));

    private string StoreName => _store ?? throw new InvalidOperationException(
        "The table has no store to read; give its operator a Store name.");

    private byte[] Write(TKey key)
    {
        var bytes = new ArrayBufferWriter<byte>();
        _keys.Serialize(key, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private IEnumerable<KeyValuePair<TKey, TValue>> Read(IReadOnlyList<StateEntry> entries)
    {
        foreach (var entry in entries)
        {
            yield return new(_keys.Deserialize(entry.Key.Span), _values.Deserialize(entry.Value.Span));
        }
    }
}
