using System.Diagnostics;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A key-value store of bytes in native memory, outside the reach of the garbage collector: no object per entry, nothing allocated per
/// call. A value has a timestamp. Empty keys and values are legal, and not the same as no key or value.
/// </summary>
/// <remarks>
/// With a record cache, changes are in the store at once, but neither the changelog nor what follows in the graph gets them before
/// <see cref="TryTakeChange"/> takes them, one for each key that changed. Not thread-safe. Whoever uses a span of the store keeps the
/// store alive meanwhile.
/// </remarks>
public sealed unsafe partial class KeyValueBytesStore : QueryableStore, IBlockOwner
{
    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private readonly HeldBackChanges? _changes;
    private readonly bool _keepsOldValues;
    private bool _disposed;
    private int _count;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="cache">
    /// How much it may hold back together with the other stores of its thread; null, or a limit of 0: it has no record cache, and nothing
    /// is held back.
    /// </param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public KeyValueBytesStore(string name, IChangelog? changelog = null, RecordCacheBudget? cache = null, bool keepsOldValues = false)
        : base(name)
    {
        _changelog = changelog;
        _changes = cache is { Limit: > 0 } ? new HeldBackChanges(cache) : null;
        _keepsOldValues = keepsOldValues;
        _arena = new NativeArena(this);
    }

    /// <summary>Whether changes are held back until <see cref="TryTakeChange"/> takes them; else the changelog gets each at once.</summary>
    public bool IsCached => _changes != null;

    /// <summary>
    /// Whether the stores of the thread hold back more than allowed: who has just changed this store then flushes it (takes all changes).
    /// </summary>
    public bool CacheIsFull => _changes is { IsBudgetExceeded: true };

    /// <summary>Whether there are changes for <see cref="TryTakeChange"/>.</summary>
    internal bool HoldsChanges => _changes is { IsEmpty: false };

    /// <inheritdoc/>
    public override int Count => _count;

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes;

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var slot = _index.Find(key, _hash.Of(key));
        if (slot == null || slot->Entry->IsDeleted)
        {
            entry = default;
            return false;
        }

        entry = new KeyValueEntry(Entry.ValueOf(slot->Entry), slot->Entry->Timestamp);
        return true;
    }

    /// <summary>Sets the value of a key. <paramref name="key"/> and <paramref name="value"/> may lie in this store.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ulong hash = _hash.Of(key);
        if (_changes != null)
        {
            PutHeldBack(key, hash, value, timestamp, headers);
        }
        else
        {
            var entry = Set(key, hash, value, timestamp);
            _changelog?.Append(Entry.KeyOf(entry), Entry.ValueOf(entry), timestamp);
        }

        _arena.Compact();
    }

    /// <summary>Deletes a key.</summary>
    /// <param name="key">The key, which may lie in this store.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    /// <returns>
    /// Whether it was there. The changelog gets the deletion in any case; only a record cache drops one of a key that was not there at the
    /// last flush either.
    /// </returns>
    public bool Delete(ReadOnlySpan<byte> key, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ulong hash = _hash.Of(key);
        bool deleted;
        if (_changes != null)
        {
            deleted = DeleteHeldBack(key, hash, timestamp, headers);
        }
        else
        {
            deleted = Unset(key, hash);
            _changelog?.Append(key, Bytes.Null, timestamp);
        }

        _arena.Compact();
        return deleted;
    }

    /// <summary>Sets or deletes without changelog and cache: for restoring.</summary>
    /// <exception cref="InvalidOperationException">The store holds changes back, which a restored value would contradict.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (HoldsChanges)
        {
            throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
        }

        ulong hash = _hash.Of(key);
        if (value.IsNull)
        {
            Unset(key, hash);
        }
        else
        {
            Set(key, hash, value.Span, timestamp);
        }

        _arena.Compact();
    }

    /// <summary>Forgets everything, without telling the changelog; the memory is kept for what comes.</summary>
    internal void Clear()
    {
        Debug.Assert(!HoldsChanges, "Held back changes are flushed before their entries go.");
        _index.Clear();
        _arena.Reset();
        _count = 0;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _count = 0;
            _changes?.Abandon();
            _arena.Dispose();
            _index.Dispose();
        }
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        switch (moved->Role)
        {
            case EntryRole.Current:
                _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
                if (moved->Change != Entry.NoChange)
                {
                    _changes![moved->Change].Entry = moved;
                }

                break;
            case EntryRole.Old or EntryRole.Headers:
                _changes!.Moved(moved);
                break;
        }
    }

    private Entry* Set(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp)
    {
        var slot = _index.Find(key, hash);
        return slot == null ? Insert(key, hash, value, timestamp) : Overwrite(slot, value, timestamp);
    }

    private bool Unset(ReadOnlySpan<byte> key, ulong hash)
    {
        var slot = _index.Find(key, hash);
        if (slot == null)
        {
            return false;
        }

        var entry = slot->Entry;
        _index.Remove(slot);
        Free(entry);
        _count--;
        return true;
    }

    private Entry* Insert(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp)
    {
        _index.Reserve();
        var entry = Entry.Create(_arena, EntryRole.Current, key, value.Length);
        Entry.SetValue(entry, value);
        entry->Timestamp = timestamp;
        _index.Insert(entry, hash);
        _count++;
        return entry;
    }

    private Entry* Overwrite(KeyIndex.Slot* slot, ReadOnlySpan<byte> value, long timestamp)
    {
        var entry = slot->Entry;
        if (!Entry.IsRoomRight(entry->ValueCapacity, value.Length))
        {
            // A value that grew is likely to grow again.
            int slack = value.Length > entry->ValueCapacity ? value.Length / 4 : 0;
            entry = Replace(slot, checked(value.Length + slack), out var replaced);
            Free(replaced);
        }

        Entry.SetValue(entry, value);
        entry->Timestamp = timestamp;
        return entry;
    }

    /// <summary>Puts another entry of the same key, still without a value, in the place of an entry.</summary>
    private Entry* Replace(KeyIndex.Slot* slot, int valueCapacity, out Entry* replaced)
    {
        replaced = slot->Entry;
        var entry = Entry.Create(_arena, EntryRole.Current, Entry.KeyOf(replaced), valueCapacity);
        entry->Change = replaced->Change;
        if (entry->Change != Entry.NoChange)
        {
            _changes![entry->Change].Entry = entry;
        }

        slot->Entry = entry;
        return entry;
    }

    private void Free(Entry* entry) => _arena.Free(&entry->Block);
}
