using System.Diagnostics.CodeAnalysis;

namespace GenStreams;

/// <summary>A key-value store as user code sees it, in a parameter of an operator method or as a property of the topology.</summary>
/// <remarks>
/// In an operator method: belongs to its task, no other threads. As a property of the topology that the services give: for reading only,
/// from any thread, and it sees the partitions that this process has. A key can also be given as its serialised bytes, such as an operator
/// method gets when it takes the key as <c>ReadOnlySpan&lt;byte&gt;</c>. Keys are never null.
/// </remarks>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public abstract class KeyValueStore<TKey, TValue>
{
    // Asked first, as a null check alone boxes the values of value types where code is not optimised.
    private protected static readonly bool ValuesCanBeNull = default(TValue) is null;

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>Looks a serialised key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>Looks a key up, with the time of its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the type's default when there is none.</param>
    /// <param name="timestamp">
    /// The timestamp of the record, or the time of the punctuation, that the value was put with, milliseconds since 1970-01-01 UTC; -1 when
    /// there is none.
    /// </param>
    /// <returns>Whether there is a value.</returns>
    public abstract bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp);

    /// <summary>The value of a key; the type's default when there is none.</summary>
    public TValue? Get(TKey key) => TryGet(key, out var value) ? value : default;

    /// <summary>The value of a serialised key; the type's default when there is none.</summary>
    public TValue? Get(ReadOnlySpan<byte> key) => TryGet(key, out var value) ? value : default;

    /// <summary>Sets the value of a key; null deletes it. The change has the timestamp of the record at hand.</summary>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract void Put(TKey key, TValue? value);

    /// <summary>Sets the value of a serialised key; null deletes it. The change has the timestamp of the record at hand.</summary>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract void Put(ReadOnlySpan<byte> key, TValue? value);

    /// <summary>Sets the value of a key that has none. The change has the timestamp of the record at hand.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null puts nothing.</param>
    /// <returns>Whether it was put; false when the key has a value, which stays.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public bool PutIfAbsent(TKey key, TValue? value)
    {
        if (TryGet(key, out _) || (ValuesCanBeNull && value is null))
        {
            return false;
        }

        Put(key, value);
        return true;
    }

    /// <summary>Deletes a key.</summary>
    /// <returns>Whether there was a value.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract bool Delete(TKey key);

    /// <summary>Deletes a serialised key.</summary>
    /// <returns>Whether there was a value.</returns>
    /// <exception cref="InvalidOperationException">The store is for reading only.</exception>
    public abstract bool Delete(ReadOnlySpan<byte> key);

    /// <summary>Reads entries of a range, as many as there is room for; nothing else is looked at.</summary>
    /// <param name="range">Which, and in which order.</param>
    /// <param name="page">Where they go.</param>
    /// <returns>How many there are. If there are fewer than there is room for, the range has ended.</returns>
    public abstract int Read(in KeyRange<TKey> range, Span<KeyValuePair<TKey, TValue>> page);

    /// <summary>All entries in the order of the keys' bytes, as they were at the call.</summary>
    public abstract IEnumerable<KeyValuePair<TKey, TValue>> All();

    /// <summary>The entries from one key to another, both included, in the order of the keys' bytes, as they were at the call.</summary>
    public abstract IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to);

    /// <summary>How many keys there are.</summary>
    public abstract int Count { get; }
}
