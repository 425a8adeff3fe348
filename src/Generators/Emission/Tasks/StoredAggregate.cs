namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Where an aggregation finds what it has to add to, in generated code.</summary>
/// <param name="Key">The bytes of the store's key.</param>
/// <param name="Condition">An expression for whether there is any.</param>
/// <param name="Value">An expression for its bytes, when there is.</param>
/// <param name="Timestamp">An expression for its timestamp, the later of which and the record's counts; null when that is known already.</param>
/// <param name="IsOwn">An expression for whether it is what the key itself has, when there is any; null when it always is.</param>
internal sealed record StoredAggregate(string Key, string Condition, string Value, string? Timestamp, string? IsOwn)
{
    /// <summary>What a store has for a key.</summary>
    public static StoredAggregate Of(NodeScope scope, string store, string key)
    {
        string entry = scope.Local("stored");
        return new StoredAggregate(
            key, $"{scope.Task.Store(store)}.TryGet({key}.Span, out var {entry})", entry + ".Value", entry + ".Timestamp", IsOwn: null);
    }
}
