using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// The changes that a store holds back, with the values of their keys: what is changed often is neither read from the database nor written to
/// it between two flushes. Values are written through before the database is gone through in order.
/// </summary>
/// <remarks>Not thread-safe. What was removed stays readable until the next call.</remarks>
internal sealed unsafe class RecordCache : IBlockOwner, IDisposable
{
    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private readonly HeldBackChanges _changes;

    /// <summary>An empty cache.</summary>
    /// <param name="budget">How much may be held back.</param>
    public RecordCache(RecordCacheBudget budget)
    {
        _changes = new HeldBackChanges(budget);
        _arena = new NativeArena(this);
    }

    /// <summary>Whether nothing is held back.</summary>
    public bool IsEmpty => _changes.IsEmpty;

    /// <summary>Native memory that this holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes;

    /// <summary>The entry of a key that was changed, which is marked as deleted when it was deleted; null when it was not changed.</summary>
    public Entry* Find(ReadOnlySpan<byte> key)
    {
        if (_changes.IsEmpty)
        {
            return null;
        }

        var slot = _index.Find(key, _hash.Of(key));
        return slot == null ? null : slot->Entry;
    }

    /// <summary>Whether the key of an entry was there at the last flush.</summary>
    public bool Existed(Entry* entry) => _changes[entry->Change].Existed;

    /// <summary>Holds the first change of a key back.</summary>
    /// <param name="key">The key, which is not held back.</param>
    /// <param name="existed">Whether it was there.</param>
    /// <param name="old">The value before, if it is to be told; else null.</param>
    /// <param name="valueLength">How long the new value is.</param>
    /// <returns>Its entry, deleted as yet.</returns>
    public Entry* Add(ReadOnlySpan<byte> key, bool existed, Bytes old, int valueLength)
    {
        var entry = Entry.Create(_arena, EntryRole.Current, key, valueLength);
        int place = _changes.Add(entry, existed);
        entry->Change = place;
        _index.Insert(entry, _hash.Of(key));
        if (!old.IsNull)
        {
            var before = Entry.Create(_arena, EntryRole.Old, default, old.Span.Length);
            Entry.SetValue(before, old.Span);
            before->Change = place;
            _changes[place].Old = before;
        }

        return entry;
    }

    /// <summary>Sets the value of an entry, whose change becomes the last one.</summary>
    public void Set(Entry* entry, Bytes value, long timestamp, CurrentRecord? record)
    {
        if (value.IsNull)
        {
            Entry.Delete(entry);
        }
        else
        {
            if (!Entry.IsRoomRight(entry->ValueCapacity, value.Span.Length))
            {
                entry = Replace(entry, value.Span.Length);
            }

            Entry.SetValue(entry, value.Span);
        }

        entry->Timestamp = timestamp;
        _changes.SetRecord(entry->Change, record, _arena);
        _changes.Touch(entry->Change);
    }

    /// <summary>The change that comes first; its spans are valid until the next call but for <see cref="Remove"/>.</summary>
    public KeyValueChange First() => HeldBackChanges.Describe(_changes[_changes.First], _changes[_changes.First].Entry->Timestamp);

    /// <summary>The entry of the change that comes first.</summary>
    public Entry* FirstEntry => _changes[_changes.First].Entry;

    /// <summary>Forgets the change of an entry.</summary>
    public void Remove(Entry* entry)
    {
        _changes.Remove(entry->Change, _arena, Entry.NoChange);
        ulong hash = _hash.Of(Entry.KeyOf(entry));
        _index.Remove(_index.Find(entry, hash), hash);
        _arena.Free(&entry->Block);
    }

    /// <summary>Gives memory of what was removed back.</summary>
    public void Compact() => _arena.Compact();

    /// <summary>The next entry, in no order.</summary>
    /// <param name="position">Where to go on from: 0 at first.</param>
    /// <returns>The entry; null at the end.</returns>
    public Entry* Next(ref long position) => _index.Next(ref position);

    /// <summary>Forgets all changes.</summary>
    public void Clear()
    {
        _changes.Clear();
        _index.Clear();
        _arena.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changes.Clear();
        _arena.Dispose();
        _index.Dispose();
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to)
    {
        var moved = (Entry*)to;
        if (moved->Role == EntryRole.Current)
        {
            _index.Find((Entry*)from, _hash.Of(Entry.KeyOf(moved)))->Entry = moved;
            _changes[moved->Change].Entry = moved;
        }
        else
        {
            _changes.Moved(moved);
        }
    }

    private Entry* Replace(Entry* entry, int valueLength)
    {
        var replaced = Entry.Create(_arena, EntryRole.Current, Entry.KeyOf(entry), valueLength + (valueLength / 4));
        replaced->Change = entry->Change;
        _changes[entry->Change].Entry = replaced;
        _index.Find(entry, _hash.Of(Entry.KeyOf(entry)))->Entry = replaced;
        _arena.Free(&entry->Block);
        return replaced;
    }
}
