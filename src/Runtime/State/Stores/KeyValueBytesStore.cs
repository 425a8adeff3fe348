namespace GenStreams.State;

/// <summary>
/// A key-value store of bytes. A value has a timestamp. Empty keys and values are legal, and not the same as no key or value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KeyValueBytesStore : CacheableStore
{
    private protected KeyValueBytesStore(in StoreContext context)
        : base(context)
    {
    }
}
