using GenStreams.Processing;

namespace GenStreams.State;

/// <content>
/// The record cache. The store itself is what is cached: a changed key is marked, and stays in the index when it is deleted, until its
/// change is taken.
/// </content>
internal sealed unsafe partial class MemoryKeyValueStore
{
    /// <inheritdoc/>
    public override bool TryTakeChange(out KeyValueChange change)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _arena.Compact();
        if (_changes is not { IsEmpty: false })
        {
            change = default;
            return false;
        }

        ref var taken = ref _changes[_changes.First];
        change = HeldBackChanges.Describe(taken, taken.Entry->Timestamp);
        _changelog?.Append(change.Key, change.NewValue, change.Timestamp);
        Forget(_changes.First);
        return true;
    }

    private void PutHeldBack(ReadOnlySpan<byte> key, ulong hash, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record)
    {
        var slot = _index.Find(key, hash);
        Entry* entry;
        if (slot == null)
        {
            entry = Add(key, hash, value, timestamp);
            entry->Change = _changes!.Add(entry, existed: false);
        }
        else
        {
            _count += slot->Entry->IsDeleted ? 1 : 0;
            HoldBack(slot, value.Length);
            entry = Overwrite(slot, value, timestamp);
        }

        _changes!.SetRecord(entry->Change, record, _arena);
        _changes!.Touch(entry->Change);
    }

    private bool DeleteHeldBack(ReadOnlySpan<byte> key, ulong hash, long timestamp, CurrentRecord? record)
    {
        var slot = _index.Find(key, hash);
        if (slot == null)
        {
            return false;
        }

        bool deleted = !slot->Entry->IsDeleted;
        int place = slot->Entry->Change;
        if (place >= 0 && !_changes![place].Existed)
        {
            // Added and deleted between two flushes: nobody hears of it.
            _count--;
            Entry.Delete(slot->Entry);
            Forget(place);
            return deleted;
        }

        HoldBack(slot, valueLength: 0);
        _count -= deleted ? 1 : 0;
        Entry.Delete(slot->Entry);
        slot->Entry->Timestamp = timestamp;
        _changes!.SetRecord(slot->Entry->Change, record, _arena);
        _changes!.Touch(slot->Entry->Change);
        return deleted;
    }

    /// <summary>Marks a key that is going to change, and sets its entry aside where old values are kept.</summary>
    private void HoldBack(KeyIndex.Slot* slot, int valueLength)
    {
        if (slot->Entry->IsHeldBack)
        {
            return;
        }

        Note(slot->Entry);
        int place = _changes!.Add(slot->Entry, existed: true);
        slot->Entry->Change = place;
        if (_keepsOldValues)
        {
            Replace(slot, valueLength, out var old);
            old->Role = EntryRole.Old;
            _changes[place].Old = old;
        }
    }

    /// <summary>Removes a held back change, and the key with it when it is deleted.</summary>
    private void Forget(int place)
    {
        var entry = _changes!.Remove(place, _arena, ReleasedMark);
        if (entry->IsDeleted)
        {
            ulong hash = _hash.Of(Entry.KeyOf(entry));
            Take(_index.Find(entry, hash), hash);
        }
    }
}
