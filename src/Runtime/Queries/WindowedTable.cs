using System.Diagnostics.CodeAnalysis;
using GenStreams.Queries;

namespace GenStreams;

/// <summary>
/// The type of a member that is a windowed table: the last value of each key in each window. Queryable from any thread while a window is
/// within its retention.
/// </summary>
/// <remarks>As <see cref="Table{TKey, TValue}"/> of <see cref="Windowed{TKey}"/>, which all operators take it for. Times are milliseconds since 1970-01-01 UTC.</remarks>
/// <typeparam name="TKey">Type of the keys, without their windows.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public sealed class WindowedTable<TKey, TValue>
{
    private readonly WindowedTableReader<TKey, TValue> _reader;

    /// <summary>A windowed table of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of its store; null when the table is not materialized.</param>
    /// <param name="keys">Serde of the windowed keys.</param>
    /// <param name="values">Serde of the values.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WindowedTable(TopologyHandle topology, string? store, ISerde<Windowed<TKey>> keys, ISerde<TValue> values) =>
        _reader = new WindowedTableReader<TKey, TValue>(topology, store, keys, values);

    /// <summary>How many windows of all keys there are.</summary>
    public long Count => _reader.Count;

    /// <summary>Looks a tumbling, hopping or sliding window up.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="windowStart">Where the window starts.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, long windowStart, [MaybeNullWhen(false)] out TValue value) => TryGet(key, windowStart, windowStart, out value);

    /// <summary>Looks a window up. Sessions are told apart by their ends too; other windows only by their starts.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="windowStart">Where the window starts.</param>
    /// <param name="windowEnd">Where the session ends.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, long windowStart, long windowEnd, [MaybeNullWhen(false)] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _reader.TryGet(new Windowed<TKey>(key, windowStart, windowEnd), out value);
    }

    /// <summary>The windows of a key that start within a time, ordered by their starts, as they were at the call.</summary>
    /// <param name="key">The key, not null.</param>
    /// <param name="from">The first start.</param>
    /// <param name="to">The last start, included.</param>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> Fetch(TKey key, long from, long to)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _reader.Of(key, from, to);
    }

    /// <summary>The windows of all keys that start within a time, ordered by their starts, then the bytes of the keys.</summary>
    /// <param name="from">The first start.</param>
    /// <param name="to">The last start, included.</param>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> FetchAll(long from, long to) => _reader.All(from, to);

    /// <summary>All windows, ordered by their starts, then the bytes of the keys, as they were at the call.</summary>
    public IEnumerable<KeyValuePair<Windowed<TKey>, TValue>> All() => FetchAll(long.MinValue, long.MaxValue);
}
