namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Where an aggregation finds what it has to add to, in generated code.</summary>
/// <param name="Condition">An expression for whether there is any.</param>
/// <param name="Value">An expression for its bytes, when there is.</param>
/// <param name="Timestamp">An expression for its timestamp, the later of which and the record's counts; null when that is known already.</param>
internal sealed record StoredAggregate(string Condition, string Value, string? Timestamp)
{
    /// <summary>The bytes of the key that the store has it for; null when it is found in another way.</summary>
    public string? Key { get; private init; }

    /// <summary>What a store has for a key.</summary>
    public static StoredAggregate Of(NodeScope scope, string store, string key)
    {
        string entry = scope.Local("stored");
        return new StoredAggregate($"{scope.Task.Store(store)}.TryGet({key}.Span, out var {entry})", entry + ".Value", entry + ".Timestamp") { Key = key };
    }
}
