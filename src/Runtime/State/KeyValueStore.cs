namespace GenStreams;

/// <summary>A key-value store as user code sees it, in a parameter of an operator method or as a property of the topology.</summary>
/// <remarks>Belongs to one task: operator methods only, no other threads.</remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public abstract class KeyValueStore<TKey, TValue>
{
    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value);

    /// <summary>The value of a key; the type's default when there is none.</summary>
    public TValue? Get(TKey key) => TryGet(key, out var value) ? value : default;

    /// <summary>Sets the value of a key; null deletes it. The change has the timestamp of the record at hand.</summary>
    public abstract void Put(TKey key, TValue? value);

    /// <summary>Deletes a key.</summary>
    /// <returns>Whether there was a value.</returns>
    public abstract bool Delete(TKey key);

    /// <summary>All entries in the order of the keys' bytes, as they were at the call.</summary>
    public abstract IEnumerable<KeyValuePair<TKey, TValue>> All();

    /// <summary>The entries from one key to another, both included, in the order of the keys' bytes, as they were at the call.</summary>
    public abstract IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to);

    /// <summary>How many keys there are.</summary>
    public abstract int Count { get; }
}
