using System.Diagnostics.CodeAnalysis;

namespace GenStreams.Queries;

/// <summary>A <c>[StateStore]</c> as a property of the topology that the services give: queries of the tasks' stores, from any thread.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyKeyValueStore<TKey, TValue> : KeyValueStore<TKey, TValue>
{
    private readonly TableReader<TKey, TValue> _reader;
    private readonly string _store;

    /// <summary>A store of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of the store.</param>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="values">Serde of the values.</param>
    public ReadOnlyKeyValueStore(TopologyHandle topology, string store, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _reader = new TableReader<TKey, TValue>(topology, store, keys, values);
        _store = store;
    }

    /// <inheritdoc/>
    public override int Count => checked((int)_reader.Count);

    /// <inheritdoc/>
    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGet(key, out value);

    /// <inheritdoc/>
    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value, out long timestamp) =>
        _reader.TryGet(key, out value, out timestamp);

    /// <inheritdoc/>
    public override void Put(TKey key, TValue? value) => throw IsReadOnly();

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, TValue? value) => throw IsReadOnly();

    /// <inheritdoc/>
    public override bool Delete(TKey key) => throw IsReadOnly();

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key) => throw IsReadOnly();

    /// <inheritdoc/>
    public override int Read(in KeyRange<TKey> range, Span<KeyValuePair<TKey, TValue>> page) => _reader.Read(range, page);

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<TKey, TValue>> All() => _reader.All();

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to) => _reader.Range(from, to);

    private InvalidOperationException IsReadOnly() => new(
        $"The store '{_store}' can only be read here, as its content belongs to the tasks of the topology. To write, take the store as a "
        + "parameter of a [Process], [ProcessValues] or [Punctuate] method.");
}
