namespace GenStreams.Queries;

/// <summary>A store of versions as a property of a topology that the services give: for reading, from any thread.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyVersionedKeyValueStore<TKey, TValue> : VersionedKeyValueStore<TKey, TValue>
{
    private readonly TableReader<TKey, TValue> _reader;
    private readonly string _store;

    /// <summary>A store of a topology; for generated code.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="store">The name of the store.</param>
    /// <param name="keys">Serde of the keys.</param>
    /// <param name="values">Serde of the values.</param>
    public ReadOnlyVersionedKeyValueStore(TopologyHandle topology, string store, ISerde<TKey> keys, ISerde<TValue> values)
    {
        _reader = new TableReader<TKey, TValue>(topology, store, keys, values);
        _store = store;
    }

    /// <inheritdoc/>
    public override int Count => checked((int)_reader.Count);

    /// <inheritdoc/>
    public override bool TryGet(TKey key, out VersionedRecord<TValue> record) => _reader.TryGetAsOf(key, long.MaxValue, out record);

    /// <inheritdoc/>
    public override bool TryGetAsOf(TKey key, long asOf, out VersionedRecord<TValue> record) => _reader.TryGetAsOf(key, asOf, out record);

    /// <inheritdoc/>
    public override bool Put(TKey key, TValue? value, long timestamp) => throw IsReadOnly();

    /// <inheritdoc/>
    public override bool Put(TKey key, TValue? value) => throw IsReadOnly();

    /// <inheritdoc/>
    public override bool Delete(TKey key, long timestamp) => throw IsReadOnly();

    private InvalidOperationException IsReadOnly() => new(
        $"The store '{_store}' can only be read here, as its content belongs to the tasks of the topology. To write, take the store as a "
        + "parameter of a [Process], [ProcessValues] or [Punctuate] method.");
}
