using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A key-value store of bytes that keeps the versions of each key as far back as its history reaches, and tells the one that was valid at a
/// time. The latest version never expires; a deletion is a version without a value. Never cached.
/// </summary>
/// <remarks>
/// Kafka Streams' rules: a version is valid from its timestamp until the next one's; one of the same timestamp replaces it; what is older
/// than the greatest timestamp that was put less the history retention is not put, and as of such a time only the latest version is told.
/// Not thread-safe. Whoever uses a span of the store keeps the store alive meanwhile.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VersionedBytesStore : QueryableStore
{
    private protected VersionedBytesStore(in StoreContext context)
        : base(context.Name)
    {
    }

    /// <summary>Looks the version of a key up that was valid at a time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asOf">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="entry">The version; valid until the store is next written to.</param>
    /// <returns>Whether there was a value then, as far as the history reaches back.</returns>
    public abstract bool TryGetAsOf(ReadOnlySpan<byte> key, long asOf, out VersionedEntry entry);

    /// <summary>Puts a version of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null for a deletion. It does not lie in this store.</param>
    /// <param name="timestamp">From when on it is valid, milliseconds since 1970-01-01 UTC.</param>
    public abstract VersionedPut Put(ReadOnlySpan<byte> key, Bytes value, long timestamp);
}
