using System.Diagnostics;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A key-value store in native memory, outside the reach of the garbage collector: no object per entry, nothing allocated per call.
/// </summary>
internal sealed unsafe partial class MemoryKeyValueStore : KeyValueBytesStore, IBlockOwner
{
    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private readonly HeldBackChanges? _changes;
    private readonly UndoLog? _undo;
    private readonly bool _keepsOldValues;
    private EntryOrder? _order;
    private bool _disposed;
    private int _count;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="keepsOldValues">Whether <see cref="TryTakeChange"/> tells old values.</param>
    public MemoryKeyValueStore(in StoreContext context, bool keepsOldValues = false)
        : base(context)
    {
        _changelog = context.Changelog;
        _changes = Cache is { } cache ? new HeldBackChanges(cache) : null;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _keepsOldValues = keepsOldValues;
        _arena = new NativeArena(this);
    }

    /// <inheritdoc/>
    public override int Count => _count;

    /// <inheritdoc/>
    public override long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes + (_undo?.AllocatedBytes ?? 0)
        + (_order?.AllocatedBytes ?? 0);

    /// <summary>Whether there are changes for <see cref="TryTakeChange"/>.</summary>
    internal bool HoldsChanges => _changes is { IsEmpty: false };

    /// <summary>What an entry is marked with that has no held back change any more: it was noted before it got one.</summary>
    private int ReleasedMark => _undo?.Mark ?? Entry.NoChange;

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

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ulong hash = _hash.Of(key);
        if (_changes != null)
        {
            PutHeldBack(key, hash, value, timestamp, record);
        }
        else
        {
            var entry = Set(key, hash, value, timestamp);
            _changelog?.Append(Entry.KeyOf(entry), Entry.ValueOf(entry), timestamp);
        }

        _arena.Compact();
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ulong hash = _hash.Of(key);
        bool deleted;
        if (_changes != null)
        {
            deleted = DeleteHeldBack(key, hash, timestamp, record);
        }
        else
        {
            deleted = Unset(key, hash);
            _changelog?.Append(key, Bytes.Null, timestamp);
        }

        _arena.Compact();
        return deleted;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store holds changes back, which a restored value would contradict.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (HoldsChanges)
        {
            throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
        }

        Write(key, value, timestamp);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Debug.Assert(!HoldsChanges, "Held back changes are taken before a commit.");
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

        while (HoldsChanges)
        {
            Forget(_changes!.First);
        }

        while (_undo.TryPop(out var before))
        {
            Write(before.Key, before.Value, before.Timestamp);
        }

        _undo.Clear();
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _changes?.Clear();
        _undo?.Clear();
        _order?.Dispose();
        _order = null;
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
            _changes?.Clear();
            _undo?.Dispose();
            _order?.Dispose();
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
                _order?.Replace((Entry*)from, moved);
                if (moved->IsHeldBack)
                {
                    _changes![moved->Change].Entry = moved;
                }

                break;
            case EntryRole.Old or EntryRole.Headers:
                _changes!.Moved(moved);
                break;
        }
    }

    /// <summary>Sets or deletes, without telling or noting it.</summary>
    private void Write(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ulong hash = _hash.Of(key);
        var slot = _index.Find(key, hash);
        if (slot == null && !value.IsNull)
        {
            Insert(key, hash, value.Span, timestamp);
        }
        else if (slot != null && value.IsNull)
        {
            Remove(slot, hash);
        }
        else if (slot != null)
        {
            Overwrite(slot, value.Span, timestamp);
        }

        _arena.Compact();
    }

    private Entry* Set(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp)
    {
        var slot = _index.Find(key, hash);
        if (slot == null)
        {
            return Add(key, hash, value, timestamp);
        }

        Note(slot->Entry);
        return Overwrite(slot, value, timestamp);
    }

    private bool Unset(ReadOnlySpan<byte> key, ulong hash)
    {
        var slot = _index.Find(key, hash);
        if (slot == null)
        {
            return false;
        }

        Note(slot->Entry);
        Remove(slot, hash);
        return true;
    }

    /// <summary>Notes what an entry is, for a roll back, before it changes for the first time since the last commit.</summary>
    private void Note(Entry* entry)
    {
        if (_undo != null && !entry->IsHeldBack && entry->Change != _undo.Mark)
        {
            _undo.Push(Entry.KeyOf(entry), Entry.ValueOf(entry), entry->Timestamp);
            entry->Change = _undo.Mark;
        }
    }

    /// <summary>Inserts a key that is not there, and notes that it was not.</summary>
    private Entry* Add(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp)
    {
        _undo?.Push(key, Bytes.Null, timestamp);
        var entry = Insert(key, hash, value, timestamp);
        entry->Change = ReleasedMark;
        return entry;
    }

    private Entry* Insert(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp)
    {
        var entry = Entry.Create(_arena, EntryRole.Current, key, value.Length);
        Entry.SetValue(entry, value);
        entry->Timestamp = timestamp;
        _index.Insert(entry, hash);
        _order?.Insert(entry);
        _count++;
        return entry;
    }

    private void Remove(KeyIndex.Slot* slot, ulong hash)
    {
        Take(slot, hash);
        _count--;
    }

    /// <summary>Takes an entry out, which was counted no more.</summary>
    private void Take(KeyIndex.Slot* slot, ulong hash)
    {
        var entry = slot->Entry;
        _order?.Remove(entry);
        _index.Remove(slot, hash);
        Free(entry);
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
        if (entry->IsHeldBack)
        {
            _changes![entry->Change].Entry = entry;
        }

        slot->Entry = entry;
        _order?.Replace(replaced, entry);
        return entry;
    }

    private void Free(Entry* entry) => _arena.Free(&entry->Block);
}
