using System.Diagnostics.CodeAnalysis;

namespace GenStreams;

/// <summary>
/// A key-value store that keeps the versions of each key for as long as its history reaches back, as user code sees it: in a parameter of
/// an operator method or as a property of the topology.
/// </summary>
/// <remarks>
/// A version is valid from its timestamp until that of the next one; the latest never expires. The history reaches back by the store's
/// <c>HistoryRetention</c> from the greatest timestamp that was put: older versions are not put, and as of an older time only the latest
/// is told. Belongs to its task, no other threads. Keys are never null. All times are milliseconds since 1970-01-01 UTC.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public abstract class VersionedKeyValueStore<TKey, TValue>
{
    /// <summary>Looks the latest version of a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the type's default when there is none, or the key was deleted.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        bool found = TryGet(key, out VersionedRecord<TValue> record);
        value = found ? record.Value : default;
        return found;
    }

    /// <summary>Looks the latest version of a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="record">The version with its time.</param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryGet(TKey key, out VersionedRecord<TValue> record);

    /// <summary>Looks the version of a key up that was valid at a time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asOf">The time.</param>
    /// <param name="record">The version with its times.</param>
    /// <returns>Whether there was a value then, as far as the history reaches back.</returns>
    public abstract bool TryGetAsOf(TKey key, long asOf, out VersionedRecord<TValue> record);

    /// <summary>The latest value of a key; the type's default when there is none.</summary>
    public TValue? Get(TKey key) => TryGet(key, out TValue? value) ? value : default;

    /// <summary>The value of a key that was valid at a time; the type's default when there was none.</summary>
    public TValue? GetAsOf(TKey key, long asOf) => TryGetAsOf(key, asOf, out var record) ? record.Value : default;

    /// <summary>Puts a version of a key; null deletes it from then on. One of the same timestamp is replaced.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">From when on it is valid, not negative.</param>
    /// <returns>Whether it was put: false when it is older than the history.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract bool Put(TKey key, TValue? value, long timestamp);

    /// <summary>Puts a version of a key with the timestamp of the record at hand; null deletes it from then on.</summary>
    /// <returns>Whether it was put: false when it is older than the history.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract bool Put(TKey key, TValue? value);

    /// <summary>Deletes a key from a time on.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timestamp">From when on it has no value, not negative.</param>
    /// <returns>Whether it was deleted: false when that is older than the history.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract bool Delete(TKey key, long timestamp);

    /// <summary>How many keys have a latest version that is not a deletion.</summary>
    public abstract int Count { get; }
}
