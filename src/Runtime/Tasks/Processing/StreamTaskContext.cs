using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.Tasks;

/// <summary>What a task gets from its stream thread.</summary>
internal sealed class StreamTaskContext(TaskStores stores, IReadOnlyDictionary<string, GlobalKeyValueStore> globalStores) : TaskContext
{
    /// <inheritdoc/>
    public override GlobalKeyValueStore GlobalStore(string name) => globalStores.TryGetValue(name, out var store)
        ? store
        : throw new InvalidOperationException($"There is no global table with a store '{name}'.");

    /// <inheritdoc/>
    protected override StateStore FindStore(string name) => stores[name].Store;
}
