using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A key-value store of bytes in native memory that keeps the versions of each key as far back as its history reaches, and tells the one
/// that was valid at a time. The latest version never expires; a deletion is a version without a value. Never cached.
/// </summary>
/// <remarks>
/// Kafka Streams' rules: a version is valid from its timestamp until the next one's; one of the same timestamp replaces it; what is older
/// than the greatest timestamp that was put less the history retention is not put, and as of such a time only the latest version is told.
/// Not thread-safe. Whoever uses a span of the store keeps the store alive meanwhile.
/// </remarks>
public sealed unsafe class VersionedBytesStore : QueryableStore, IBlockOwner
{
    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _keys;
    private readonly VersionHistory _history;
    private readonly IChangelog? _changelog;
    private readonly long _retention;
    private long _streamTime = -1;
    private bool _disposed;
    private int _count;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="historyRetention">Milliseconds for which versions are kept that later ones have followed, at least 0.</param>
    public VersionedBytesStore(string name, IChangelog? changelog, long historyRetention)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(historyRetention);
        _changelog = changelog;
        _retention = historyRetention;
        _keys = new NativeArena(this);
        _history = new VersionHistory(historyRetention);
    }

    /// <inheritdoc/>
    /// <remarks>Those whose latest version is a deletion are not counted.</remarks>
    public override int Count => _count;

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _keys.AllocatedBytes + _index.AllocatedBytes + _history.AllocatedBytes;

    /// <summary>Looks the latest version of a key up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The version; valid until the store is next written to.</param>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        var latest = LatestOf(key);
        if (latest == null || latest->IsDeletion)
        {
            entry = default;
            return false;
        }

        entry = new KeyValueEntry(VersionBlock.ValueOf(latest), latest->ValidFrom);
        return true;
    }

    /// <summary>Looks the version of a key up that was valid at a time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asOf">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="entry">The version; valid until the store is next written to.</param>
    /// <returns>Whether there was a value then, as far as the history reaches back.</returns>
    public bool TryGetAsOf(ReadOnlySpan<byte> key, long asOf, out VersionedEntry entry)
    {
        var version = LatestOf(key);
        if (asOf >= _streamTime - _retention)
        {
            while (version != null && version->ValidFrom > asOf)
            {
                version = version->Older;
            }
        }

        if (version == null || version->IsDeletion || version->ValidFrom > asOf)
        {
            entry = default;
            return false;
        }

        entry = new VersionedEntry(VersionBlock.ValueOf(version), version->ValidFrom, version->ValidTo);
        return true;
    }

    /// <summary>Puts a version of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null for a deletion. It does not lie in this store.</param>
    /// <param name="timestamp">From when on it is valid, milliseconds since 1970-01-01 UTC.</param>
    public VersionedPut Put(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        var result = Insert(key, value, timestamp);
        if (result != VersionedPut.Expired)
        {
            _changelog?.Append(key, value, timestamp);
        }

        return result;
    }

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Insert(key, value, timestamp);

    /// <summary>Adds the latest versions of the keys between two, both included, to a list, in no order.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    /// <param name="entries">Where they go.</param>
    public override void CopyRange(Bytes from, Bytes to, List<StateEntry> entries) =>
        CopyRange(from, to, VersionedEntry.StillValid, entries);

    /// <summary>Adds the versions that were valid at a time, of the keys between two, both included, to a list, in no order.</summary>
    /// <param name="from">The first key; null: from the beginning.</param>
    /// <param name="to">The last key; null: to the end.</param>
    /// <param name="asOf">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="entries">Where they go.</param>
    public void CopyRange(Bytes from, Bytes to, long asOf, List<StateEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        int position = 0;
        for (var key = _index.Next(ref position); key != null; key = _index.Next(ref position))
        {
            var bytes = Entry.KeyOf(key);
            if (StateEntry.IsBetween(bytes, from, to) && TryGetAsOf(bytes, asOf, out var version))
            {
                entries.Add(StateEntry.Copy(bytes, version.Value, version.ValidFrom));
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _count = 0;
            _keys.Dispose();
            _index.Dispose();
            _history.Dispose();
        }
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
        for (var version = VersionHistory.LatestOf(moved); version != null; version = version->Older)
        {
            version->Owner = moved;
        }
    }

    private VersionBlock* LatestOf(ReadOnlySpan<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var slot = _index.Find(key, _hash.Of(key));
        return slot == null ? null : VersionHistory.LatestOf(slot->Entry);
    }

    private VersionedPut Insert(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (timestamp < _streamTime - _retention)
        {
            return VersionedPut.Expired;
        }

        if (timestamp > _streamTime)
        {
            _streamTime = timestamp;
            Expire();
        }

        ulong hash = _hash.Of(key);
        var slot = _index.Find(key, hash);
        var owner = slot == null ? NewKey(key, hash) : slot->Entry;
        _count -= HasValue(owner) ? 1 : 0;
        var version = _history.Put(owner, value, timestamp);
        _count += HasValue(owner) ? 1 : 0;
        var result = version == VersionHistory.LatestOf(owner) ? VersionedPut.Latest : VersionedPut.History;
        _history.Compact();
        _keys.Compact();
        return result;
    }

    private static bool HasValue(Entry* owner) =>
        VersionHistory.LatestOf(owner) is var latest && latest != null && !latest->IsDeletion;

    /// <summary>Removes the versions that ceased to be valid before the history begins, and keys that have none left.</summary>
    private void Expire()
    {
        _history.Advance(_streamTime);
        while (_history.TakeExpired() is var owner && owner != null)
        {
            if (VersionHistory.LatestOf(owner) == null)
            {
                _index.Remove(_index.Find(owner, _hash.Of(Entry.KeyOf(owner))));
                _keys.Free(&owner->Block);
            }
        }
    }

    private Entry* NewKey(ReadOnlySpan<byte> key, ulong hash)
    {
        _index.Reserve();
        var entry = Entry.Create(_keys, EntryRole.Current, key, VersionHistory.LinkSize);
        VersionHistory.Initialize(entry);
        _index.Insert(entry, hash);
        return entry;
    }
}
