namespace GenStreams.Generators.Model;

/// <summary>What is set for a store, whatever kind it is.</summary>
/// <param name="Retention">Milliseconds after which a row goes that nobody writes to; null: never.</param>
/// <param name="IsPersistent">Whether it is to be kept on disk where not all stores are.</param>
internal sealed record StoreSettings(long? Retention, bool IsPersistent)
{
    /// <summary>Nothing is set.</summary>
    public static StoreSettings None { get; } = new(Retention: null, IsPersistent: false);
}
