namespace GenStreams;

/// <summary>A state store of the topology's own, for <c>[Process]</c>, <c>[ProcessValues]</c> and <c>[Punctuate]</c> methods: they take it as a parameter.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class StateStoreAttribute : StreamOperatorAttribute
{
    /// <summary>A state store.</summary>
    /// <param name="name">Name of the store and, with <c>-changelog</c> after it, of its changelog topic.</param>
    public StateStoreAttribute(string name) => Name = name;

    /// <summary>Name of the store.</summary>
    public string Name { get; }

    /// <summary>Whether changes go to a changelog topic, so that the state survives. True unless set.</summary>
    public bool Logging { get; set; } = true;

    /// <summary>
    /// For a <c>VersionedKeyValueStore</c>, which needs it: how long versions are kept that later ones have followed, as a duration such
    /// as <c>"1h"</c>.
    /// </summary>
    public string? HistoryRetention { get; set; }

    /// <summary>
    /// How long a row stays that nobody writes to, by stream time, as a duration such as <c>"7d"</c>: older rows are deleted, at the latest a tenth of
    /// it later, with tombstones in the changelog. Null: for ever.
    /// </summary>
    public string? Retention { get; set; }

    /// <summary>
    /// Whether the store is to be kept on disk by an engine for state that is larger than memory, where that is set to take only such stores
    /// (<c>PersistentOnly</c> of <c>UseRocksDb</c>).
    /// </summary>
    public bool Persistent { get; set; }
}
