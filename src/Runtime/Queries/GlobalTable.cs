using System.Diagnostics.CodeAnalysis;
using GenStreams.Queries;

namespace GenStreams;

/// <summary>The type of a member that is a global table: the last value of each key of all partitions. Queryable from any thread.</summary>
/// <remarks>
/// Queries throw <see cref="InvalidOperationException"/> when the topology does not run here, and <see cref="StoreNotReadyException"/> until
/// the table is restored.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class GlobalTable<TKey, TValue>
{
    private readonly TableReader<TKey, TValue> _reader;

    /// <summary>A global table of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of its store.</param>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="values">Serde of the values.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public GlobalTable(TopologyHandle topology, string store, ISerde<TKey> keys, ISerde<TValue> values) =>
        _reader = new TableReader<TKey, TValue>(topology, store, keys, values);

    /// <summary>How many keys there are.</summary>
    public long Count => _reader.Count;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <summary>The entries of a range, in its order. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Read(in KeyRange<TKey> range) => _reader.Read(range);

    /// <summary>All entries, ordered by the bytes of the keys. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> All() => _reader.All();

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to) => _reader.Range(from, to);
}
