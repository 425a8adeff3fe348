using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A task's store with types, for operator methods.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TaskKeyValueStore<TKey, TValue> : KeyValueStore<TKey, TValue>
{
    // Asked first, as a null check alone boxes the values of value types where code is not optimised.
    private static readonly bool KeysCanBeNull = default(TKey) is null;

    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly ArrayBufferWriter<byte> _bounds = new(64);
    private readonly KeyValueBytesStore _store;
    private readonly ISerde<TKey> _keys;
    private readonly ISerde<TValue> _values;

    /// <summary>A typed view of a store; for generated code.</summary>
    public TaskKeyValueStore(KeyValueBytesStore store, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _store = store;
        _keys = keys;
        _values = values;
    }

    /// <summary>
    /// The timestamp that changes get, milliseconds since 1970-01-01 UTC: generated code sets it before it calls a method that has the store.
    /// </summary>
    public long Timestamp { get; set; }

    /// <inheritdoc/>
    public override int Count => _store.Count;

    /// <inheritdoc/>
    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGet(Serialize(key), out value);

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value) => TryGet(key, out value, out _);

    /// <inheritdoc/>
    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
        TryGet(Serialize(key), out value, out timestamp);

    /// <inheritdoc/>
    public override void Put(TKey key, TValue? value) => Put(Serialize(key), value);

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, TValue? value)
    {
        if (ValuesCanBeNull && value is null)
        {
            _store.Delete(key, Timestamp);
            return;
        }

        _value.ResetWrittenCount();
        _values.Serialize(value!, _value);
        _store.Put(key, _value.WrittenSpan, Timestamp);
    }

    /// <inheritdoc/>
    public override bool Delete(TKey key) => Delete(Serialize(key));

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key) => _store.Delete(key, Timestamp);

    /// <inheritdoc/>
    public override int Read(in KeyRange<TKey> range, Span<KeyValuePair<TKey, TValue>> page)
    {
        var bytes = new ByteRange
        {
            Prefix = range.Prefix,
            PrefixEnd = range.PrefixEnd == null ? Bytes.Null : new Bytes(range.PrefixEnd),
            IsDescending = range.IsDescending,
        };

        // The keys one after the other in one buffer.
        _bounds.ResetWrittenCount();
        int from = Append(range.HasFrom, range.From);
        int to = Append(range.HasTo, range.To);
        int last = Append(range.HasLast, range.Last);
        var written = _bounds.WrittenSpan;
        bytes.From = range.HasFrom ? written[..from] : Bytes.Null;
        bytes.To = range.HasTo ? written[from..to] : Bytes.Null;
        bytes.After = range.HasLast ? written[to..last] : Bytes.Null;
        var cursor = new RangeCursor(_store, bytes);
        int count = 0;
        while (count < page.Length && cursor.MoveNext())
        {
            page[count++] = new(_keys.Deserialize(cursor.Current.Key), _values.Deserialize(cursor.Current.Value));
        }

        return count;
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<TKey, TValue>> All() => Read(_store.Range(Bytes.Null, Bytes.Null));

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to)
    {
        var first = Serialize(from).ToArray();
        return Read(_store.Range(new Bytes(first), Serialize(to)));
    }

    private int Append(bool isThere, TKey? key)
    {
        if (isThere)
        {
            _bounds.Write(Serialize(key!));
        }

        return _bounds.WrittenCount;
    }

    private bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value, out long timestamp)
    {
        if (_store.TryGet(key, out var entry))
        {
            value = _values.Deserialize(entry.Value);
            timestamp = entry.Timestamp;
            return true;
        }

        value = default;
        timestamp = -1;
        return false;
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

    private IEnumerable<KeyValuePair<TKey, TValue>> Read(List<StateEntry> entries)
    {
        foreach (var entry in entries)
        {
            yield return new(_keys.Deserialize(entry.Key.Span), _values.Deserialize(entry.Value.Span));
        }
    }
}
