using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>A key-value store of bytes in native memory that keeps the versions of each key as far back as its history reaches.</summary>
internal sealed unsafe class MemoryVersionedStore : VersionedBytesStore, IBlockOwner
{
    /// <summary><see cref="UndoRecord.Tag"/> of a version that was not there.</summary>
    private const int Absent = 1;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _keys;
    private readonly VersionHistory _history;
    private readonly IChangelog? _changelog;
    private readonly UndoLog? _undo;
    private readonly long _retention;
    private long _streamTime = -1;
    private long _committedTime = -1;
    private EntryOrder? _order;
    private bool _disposed;
    private int _count;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="historyRetention">Milliseconds for which versions are kept that later ones have followed, at least 0.</param>
    public MemoryVersionedStore(in StoreContext context, long historyRetention)
        : base(context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(historyRetention);
        _changelog = context.Changelog;
        _retention = historyRetention;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _keys = new NativeArena(this);
        _history = new VersionHistory(historyRetention);
    }

    /// <inheritdoc/>
    /// <remarks>Those whose latest version is a deletion are not counted.</remarks>
    public override int Count => _count;

    /// <inheritdoc/>
    public override long AllocatedBytes =>
        _keys.AllocatedBytes + _index.AllocatedBytes + _history.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

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

    /// <inheritdoc/>
    public override bool TryGetAsOf(ReadOnlySpan<byte> key, long asOf, out VersionedEntry entry)
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

    /// <inheritdoc/>
    public override VersionedPut Put(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        var result = Insert(key, value, timestamp, _undo);
        if (result != VersionedPut.Expired)
        {
            _changelog?.Append(key, value, timestamp);
        }

        return result;
    }

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        if (Insert(key, value, timestamp, undo: null) == VersionedPut.Expired)
        {
            RestoreOutdated(key, value, timestamp);
        }
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        _committedTime = _streamTime;
        _history.Committed();
        _undo?.Clear();
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_undo == null)
        {
            return false;
        }

        _streamTime = _committedTime;
        _history.RollBack();
        while (_undo.TryPop(out var before))
        {
            if (before.Tag == Absent)
            {
                Remove(before.Key, before.Timestamp);
            }
            else
            {
                Set(before.Key, before.Value, before.Timestamp, undo: null);
            }

            _history.Compact();
            _keys.Compact();
        }

        _undo.Clear();
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _order?.Dispose();
        _order = null;
        _index.Clear();
        _keys.Reset();
        _history.Clear();
        _undo?.Clear();
        _count = 0;
        _streamTime = _committedTime = -1;
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool hasMore = _index.CopySlice(cursor, count);
        foreach (nint found in cursor.Found)
        {
            var key = (Entry*)found;
            for (var version = FirstReadable(key); version != null; version = version->Newer)
            {
                target.Append(Entry.KeyOf(key), VersionBlock.BytesOf(version), version->ValidFrom);
            }
        }

        return hasMore;
    }

    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _order ??= EntryOrder.Of(_index);
        for (var entry = _order.Seek(key, mode); entry != null; entry = _order.Next(mode))
        {
            if (HasValue(entry))
            {
                var latest = VersionHistory.LatestOf(entry);
                found = new RangeEntry(Entry.KeyOf(entry), VersionBlock.ValueOf(latest), latest->ValidFrom);
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _count = 0;
            _undo?.Dispose();
            _order?.Dispose();
            _keys.Dispose();
            _index.Dispose();
            _history.Dispose();
        }
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
        _order?.Replace((Entry*)from, moved);
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

    private VersionedPut Insert(ReadOnlySpan<byte> key, Bytes value, long timestamp, UndoLog? undo)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (timestamp < _streamTime - _retention)
        {
            return VersionedPut.Expired;
        }

        if (timestamp > _streamTime)
        {
            _streamTime = timestamp;
            Expire(undo);
        }

        var result = Set(key, value, timestamp, undo);
        _history.Compact();
        _keys.Compact();
        return result;
    }

    /// <summary>
    /// Takes a version in that is older than the history: when it is the latest of its key, it belongs there, and nothing before it does. So
    /// it may be when the content of a store is taken in, which does not come in the order of time.
    /// </summary>
    private void RestoreOutdated(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        var latest = LatestOf(key);
        if (latest != null && latest->ValidFrom > timestamp)
        {
            return;
        }

        while (latest != null)
        {
            Remove(key, latest->ValidFrom);
            latest = LatestOf(key);
        }

        if (!value.IsNull)
        {
            Set(key, value, timestamp, undo: null);
        }

        _history.Compact();
        _keys.Compact();
    }

    private VersionedPut Set(ReadOnlySpan<byte> key, Bytes value, long timestamp, UndoLog? undo)
    {
        ulong hash = _hash.Of(key);
        var slot = _index.Find(key, hash);
        var owner = slot == null ? NewKey(key, hash) : slot->Entry;
        if (undo != null)
        {
            Note(undo, VersionHistory.Find(owner, timestamp), key, timestamp);
        }

        _count -= HasValue(owner) ? 1 : 0;
        var version = _history.Put(owner, value, timestamp);
        _count += HasValue(owner) ? 1 : 0;
        return version == VersionHistory.LatestOf(owner) ? VersionedPut.Latest : VersionedPut.History;
    }

    /// <summary>Removes a version that is there, and the key with its last one.</summary>
    private void Remove(ReadOnlySpan<byte> key, long timestamp)
    {
        var owner = _index.Find(key, _hash.Of(key))->Entry;
        _count -= HasValue(owner) ? 1 : 0;
        _history.TakeBack(VersionHistory.Find(owner, timestamp));
        _count += HasValue(owner) ? 1 : 0;
        RemoveIfEmpty(owner);
    }

    /// <summary>The first version of a key that the history reaches back to: what comes before it, or a deletion there, says nothing.</summary>
    private VersionBlock* FirstReadable(Entry* key)
    {
        long begin = _streamTime - _retention;
        var version = VersionHistory.LatestOf(key);
        while (version != null && version->ValidFrom > begin && version->Older != null)
        {
            version = version->Older;
        }

        return version != null && version->IsDeletion && version->ValidFrom < begin ? version->Newer : version;
    }

    private static void Note(UndoLog undo, VersionBlock* version, ReadOnlySpan<byte> key, long timestamp)
    {
        if (version == null)
        {
            undo.Push(key, Bytes.Null, timestamp, Absent);
        }
        else
        {
            undo.Push(key, VersionBlock.BytesOf(version), timestamp);
        }
    }

    private static bool HasValue(Entry* owner) =>
        VersionHistory.LatestOf(owner) is var latest && latest != null && !latest->IsDeletion;

    /// <summary>Removes the versions that ceased to be valid before the history begins, and keys that have none left.</summary>
    private void Expire(UndoLog? undo)
    {
        _history.Advance(_streamTime);
        while (_history.NextExpired() is var version && version != null)
        {
            var owner = version->Owner;
            if (undo != null)
            {
                Note(undo, version, Entry.KeyOf(owner), version->ValidFrom);
            }

            _history.Remove(version);
            RemoveIfEmpty(owner);
        }
    }

    private void RemoveIfEmpty(Entry* owner)
    {
        if (VersionHistory.LatestOf(owner) == null)
        {
            ulong hash = _hash.Of(Entry.KeyOf(owner));
            _order?.Remove(owner);
            _index.Remove(_index.Find(owner, hash), hash);
            _keys.Free(&owner->Block);
        }
    }

    private Entry* NewKey(ReadOnlySpan<byte> key, ulong hash)
    {
        var entry = Entry.Create(_keys, EntryRole.Current, key, VersionHistory.LinkSize);
        VersionHistory.Initialize(entry);
        _index.Insert(entry, hash);
        _order?.Insert(entry);
        return entry;
    }
}
