using System.Buffers;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A task's store of versions with types, for operator methods.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TaskVersionedKeyValueStore<TKey, TValue> : VersionedKeyValueStore<TKey, TValue>
{
    // Asked first, as a null check alone boxes the values of value types where code is not optimised.
    private static readonly bool KeysCanBeNull = default(TKey) is null;
    private static readonly bool ValuesCanBeNull = default(TValue) is null;

    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly VersionedBytesStore _store;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    /// <summary>A typed view of a store; for generated code.</summary>
    public TaskVersionedKeyValueStore(VersionedBytesStore store, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _store = store;
        _keys = keys;
        _values = values;
    }

    /// <summary>
    /// The timestamp that changes get which name none, milliseconds since 1970-01-01 UTC: generated code sets it before it calls a method
    /// that has the store.
    /// </summary>
    public long Timestamp { get; set; }

    /// <inheritdoc/>
    public override int Count => _store.Count;

    /// <inheritdoc/>
    public override bool TryGet(TKey key, out VersionedRecord<TValue> record) => TryGetAsOf(key, long.MaxValue, out record);

    /// <inheritdoc/>
    public override bool TryGetAsOf(TKey key, long asOf, out VersionedRecord<TValue> record)
    {
        if (!_store.TryGetAsOf(Serialize(key), asOf, out var entry))
        {
            record = default;
            return false;
        }

        record = new(_values.Deserialize(entry.Value), entry.ValidFrom, entry.ValidTo == VersionedEntry.StillValid ? null : entry.ValidTo);
        return true;
    }

    /// <inheritdoc/>
    public override bool Put(TKey key, TValue? value, long timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timestamp);
        if (ValuesCanBeNull && value is null)
        {
            return Delete(key, timestamp);
        }

        _value.ResetWrittenCount();
        _values.Serialize(value!, _value);
        return _store.Put(Serialize(key), _value.WrittenSpan, timestamp) != VersionedPut.Expired;
    }

    /// <inheritdoc/>
    public override bool Put(TKey key, TValue? value) => Put(key, value, Timestamp);

    /// <inheritdoc/>
    public override bool Delete(TKey key, long timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timestamp);
        return _store.Put(Serialize(key), Bytes.Null, timestamp) != VersionedPut.Expired;
    }

    private ReadOnlySpan<byte> Serialize(TKey key)
    {
        if (KeysCanBeNull && key is null)
        {
            throw new ArgumentNullException(nameof(key), $"The store '{_store.Name}' has no null keys.");
        }

        _key.ResetWrittenCount();
        _keys.Serialize(key, _key);
        return _key.WrittenSpan;
    }
}
