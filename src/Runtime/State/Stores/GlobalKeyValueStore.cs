namespace GenStreams.State;

/// <summary>
/// The store of a global table: one per process, written by the thread that reads the topic, read by all tasks. Readers hold
/// <see cref="Gate"/> for as long as they use an entry.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GlobalKeyValueStore : IDisposable
{
    /// <summary>A store.</summary>
    public GlobalKeyValueStore(string name) => Entries = StoreFactory.InMemory.KeyValue(new StoreContext(name), keepsOldValues: false);

    /// <summary>Guards <see cref="Entries"/>.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What is in the store.</summary>
    public KeyValueBytesStore Entries { get; }

    /// <inheritdoc/>
    public void Dispose() => Entries.Dispose();
}
