using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;
using GenStreams.Serdes;
using GenStreams.State;

namespace GenStreams.Testing;

/// <summary>A store of the topology, all its partitions together, to look into and to fill before the first record.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class TestStore<TKey, TValue>
{
    private readonly TestRuntime _runtime;
    private readonly string _name;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    internal TestStore(TestRuntime runtime, string name, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _runtime = runtime;
        _name = name;
        _keys = keys;
        _values = values;
    }

    /// <summary>How many keys there are.</summary>
    public long Count => _runtime.Queries.Count(_name);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(key, out value, out _);

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <param name="timestamp">The timestamp of the value, milliseconds since 1970-01-01 UTC; -1 when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        var found = new ArrayBufferWriter<byte>();
        if (_runtime.Queries.TryGet(_name, Write(_keys, key), found, out timestamp))
        {
            value = _values.Deserialize(found.WrittenSpan);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>All entries, in the order of the keys' bytes.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TValue>> All() =>
        [.. _runtime.Queries.Range(_name, null, null).Select(entry =>
            new KeyValuePair<TKey, TValue>(_keys.Deserialize(entry.Key.Span), _values.Deserialize(entry.Value.Span)))];

    /// <summary>Sets the value of a key as if it had been restored: neither the changelog nor what follows in the graph gets it.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">The value, not null.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Put(TKey key, TValue value, long timestamp = 0)
    {
        byte[] bytes = Write(_keys, key);
        PartOf(bytes).Fill(bytes, new Bytes(Write(_values, value)), timestamp);
    }

    /// <summary>Deletes a key as <see cref="Put"/> sets it.</summary>
    /// <param name="key">The key, not null.</param>
    public void Delete(TKey key)
    {
        byte[] bytes = Write(_keys, key);
        PartOf(bytes).Fill(bytes, Bytes.Null, 0);
    }

    private static byte[] Write<TItem>(ISerde<TItem> serde, TItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var bytes = new ArrayBufferWriter<byte>();
        serde.Serialize(item, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private StateStore PartOf(byte[] key)
    {
        var parts = _runtime.Stores(_name);
        // A window lies where its key does.
        int length = key.Length - (_keys is IWindowedSerde windows ? windows.WindowLength : 0);
        return parts[Murmur2.Partition(key.AsSpan(0, length), parts.Count)];
    }
}
