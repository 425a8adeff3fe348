using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A store of time windows, as bytes. Its key is the windowed key as it is on the wire: a key, and the window's start as 8 bytes,
/// big-endian. A window is out of retention when the greatest start of any that was put exceeds its own by the retention: it is not listed
/// any more, and goes with its segment.
/// </summary>
/// <remarks>
/// As Kafka Streams' persistent window stores: what is out of retention can be looked up and written by its key until its segment goes;
/// what is written to one that went is left out. The changelog's keys have 4 bytes more, a sequence number that is always 0, as Kafka
/// Streams has it. A record cache gives the changes of the earlier segment first.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WindowBytesStore : CacheableStore
{
    /// <summary>Bytes of a window's start, at the end of a key.</summary>
    private protected const int StartLength = sizeof(long);

    private protected WindowBytesStore(in StoreContext context)
        : base(context)
    {
    }

    /// <summary>The greatest start of a window that was put, restored ones included; -1 before the first.</summary>
    public abstract long Time { get; }

    /// <summary>
    /// Gives the windows whose starts lie within a time, in ascending order of starts, and within one start of the keys' bytes.
    /// </summary>
    /// <param name="first">The first start.</param>
    /// <param name="last">The last start, included.</param>
    /// <param name="windows">Where they go; valid until the store is next written to.</param>
    internal abstract void CopyWindows(long first, long last, EntryList windows);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The key is not one of this store's changelog.</exception>
    public sealed override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default) =>
        Fill(WindowChangelog.KeyOf(Name, key), value, timestamp);
}
