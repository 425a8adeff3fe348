using System.Diagnostics.CodeAnalysis;
using GenStreams.Queries;

namespace GenStreams;

/// <summary>The type of a member that is a table: the last value of each key. Queryable from any thread when it has a store.</summary>
/// <remarks>
/// Queries see the partitions that this process has. They throw <see cref="InvalidOperationException"/> when the topology does not run here
/// or the table has no store, <see cref="StoreNotReadyException"/> while tasks start, restore or are rebalanced, and
/// <see cref="TimeoutException"/> when a task is too busy to let readers in.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class Table<TKey, TValue>
{
    private readonly TableReader<TKey, TValue> _reader;

    /// <summary>A table of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of its store; null when the table is not materialized.</param>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="values">Serde of the values.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Table(TopologyHandle topology, string? store, ISerde<TKey> keys, ISerde<TValue> values) =>
        _reader = new TableReader<TKey, TValue>(topology, store, keys, values);

    private Table(TableReader<TKey, TValue> reader) => _reader = reader;

    /// <summary>
    /// The same table, of which only what is committed is read: under exactly-once, what tasks have done since is not seen. A query waits for
    /// the next commit while there is any.
    /// </summary>
    public Table<TKey, TValue> Committed => new(_reader.Committed);

    /// <summary>How many keys there are.</summary>
    public long Count => _reader.Count;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <summary>Looks the version of a key up that was valid at a time, in a table with a <c>HistoryRetention</c>.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="asOf">The time, milliseconds since 1970-01-01 UTC.</param>
    /// <param name="record">The value with the times between which it is valid.</param>
    /// <returns>Whether there was a value then, as far as the history reaches back.</returns>
    /// <exception cref="InvalidOperationException">The table keeps its latest rows only, or has no store.</exception>
    public bool TryGetAsOf(TKey key, long asOf, out VersionedRecord<TValue> record) => _reader.TryGetAsOf(key, asOf, out record);

    /// <summary>The entries of a range, in its order. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Read(in KeyRange<TKey> range) => _reader.Read(range);

    /// <summary>All entries, ordered by the bytes of the keys. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> All() => _reader.All();

    /// <summary>The entries between two keys, both included, ordered by the bytes of the keys. They are read page by page, as far as they are asked for.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to) => _reader.Range(from, to);
}
