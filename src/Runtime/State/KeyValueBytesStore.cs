#pragma warning disable CA1822 // the stub goes
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>CONTRACT STUB, to be implemented: an in-memory key-value store of spans.</summary>
public sealed class KeyValueBytesStore : IDisposable
{
    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="cacheBytes">How many bytes of unflushed changes it holds back; 0: it has no record cache, and nothing is held back.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public KeyValueBytesStore(string name, IChangelog? changelog, long cacheBytes, bool keepsOldValues)
    {
        Name = name;
        _ = changelog;
        IsCached = cacheBytes > 0;
        _ = keepsOldValues;
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>Whether changes are held back until <see cref="TryTakeChange"/> takes them; else the changelog gets each at once.</summary>
    public bool IsCached { get; }

    /// <summary>Whether more is held back than allowed: the caller then flushes (takes all changes).</summary>
    public bool CacheIsFull => false;

    /// <summary>How many keys there are.</summary>
    public int Count => 0;

    /// <summary>Looks a key up.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        entry = default;
        return false;
    }

    /// <summary>Sets the value of a key. <paramref name="value"/> may lie in this store.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, RecordHeaders? headers = null)
    {
    }

    /// <summary>Deletes a key. The deletion goes to the changelog, or to the held back changes, also when the key was not there.</summary>
    public void Delete(ReadOnlySpan<byte> key, long timestamp, RecordHeaders? headers = null)
    {
    }

    /// <summary>Sets or deletes without changelog and cache: for restoring.</summary>
    public void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
    }

    /// <summary>
    /// Takes the next held back change, in the order of each key's last change, and appends it to the changelog. A key that was
    /// added and deleted since the last flush is skipped. The store may be written to between calls.
    /// </summary>
    public bool TryTakeChange(out KeyValueChange change)
    {
        change = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
