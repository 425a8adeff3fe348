using GenStreams.Processing;

namespace GenStreams.State;

/// <content>The record cache: as that of <see cref="MemoryKeyValueStore"/>, the store itself is what is cached.</content>
internal sealed unsafe partial class MemoryTimeOrderedStore
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
        change = HeldBackChanges.Describe(taken, TimestampOf(taken.Entry));
        _changelog?.Append(LogKey(change.Key), change.NewValue, taken.Entry->Timestamp);
        Forget(_changes.First);
        return true;
    }

    private void PutHeldBack(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record)
    {
        var entry = Find(key);
        if (entry == null)
        {
            Note(null, key);
            entry = Set(key, value, timestamp);
            entry->Change = _changes!.Add(entry, existed: false);
        }
        else
        {
            entry = Overwrite(HoldBack(entry, value.Length), value, timestamp);
        }

        _changes!.SetRecord(entry->Change, record, _arena);
        _changes!.Touch(entry->Change);
    }

    private bool DeleteHeldBack(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record)
    {
        var entry = Find(key);
        if (entry == null)
        {
            return false;
        }

        bool deleted = IsReadable(entry);
        int place = entry->Change;
        bool isSilent = !deleted && !entry->IsDeleted;
        if (place < 0 && isSilent)
        {
            Note(entry, key);
            Remove(entry);
            return deleted;
        }

        if (place >= 0 && (isSilent || !_changes![place].Existed))
        {
            // Added and deleted between two flushes, or older than the retention: nobody hears of it.
            Entry.Delete(entry);
            Forget(place);
            return deleted;
        }

        entry = HoldBack(entry, valueLength: 0);
        Entry.Delete(entry);
        entry->Timestamp = timestamp;
        _changes!.SetRecord(entry->Change, record, _arena);
        _changes!.Touch(entry->Change);
        return deleted;
    }

    /// <summary>Marks a key that is going to change, and sets its entry aside where old values are kept.</summary>
    /// <returns>The entry that is the key's now.</returns>
    private Entry* HoldBack(Entry* entry, int valueLength)
    {
        if (entry->IsHeldBack)
        {
            return entry;
        }

        Note(entry, Entry.KeyOf(entry));
        int place = _changes!.Add(entry, existed: true);
        entry->Change = place;
        if (!Rules.KeepsOldValues)
        {
            return entry;
        }

        var current = Replace(entry, valueLength);
        entry->Role = EntryRole.Old;
        _changes[place].Old = entry;
        return current;
    }

    /// <summary>Removes a held back change, and the entry with it when it is deleted or its segment has expired.</summary>
    private void Forget(int place)
    {
        var entry = _changes!.Remove(place, _arena, ReleasedMark);
        if (entry->IsDeleted || IsExpired(TimesOf(entry)))
        {
            Remove(entry);
        }
    }
}
