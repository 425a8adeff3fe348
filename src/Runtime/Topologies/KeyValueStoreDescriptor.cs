using GenStreams.State;

namespace GenStreams.Topologies;

/// <summary>A <see cref="KeyValueBytesStore"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record KeyValueStoreDescriptor : StoreDescriptor
{
    /// <summary>Whether the record cache may hold its changes back.</summary>
    public bool Caching { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    private protected override StateStore Create(StoreFactory factory, in StoreContext context) => factory.KeyValue(Cached(context, Caching), KeepsOldValues);
}
