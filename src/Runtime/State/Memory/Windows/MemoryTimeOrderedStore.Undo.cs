using GenStreams.Processing;

namespace GenStreams.State;

/// <content>What is noted so that it can be taken back. An entry that closes is noted whole: it goes back to where it waited.</content>
internal sealed unsafe partial class MemoryTimeOrderedStore
{
    /// <summary><see cref="UndoRecord.Tag"/> of an entry that had been taken as closed.</summary>
    private const int Taken = 1;

    /// <summary>Notes what an entry is before it changes for the first time since the last commit.</summary>
    /// <param name="entry">The entry; null when there is none.</param>
    /// <param name="key">Its key.</param>
    private void Note(Entry* entry, ReadOnlySpan<byte> key)
    {
        if (_undo == null)
        {
            return;
        }

        if (entry == null)
        {
            _undo.Push(key, Bytes.Null, 0);
        }
        else if (!entry->IsHeldBack && entry->Change != _undo.Mark)
        {
            int tag = EntryLinks.Of(entry)->Place == EntryLinks.NoPlace ? Taken : 0;
            _undo.Push(Entry.KeyOf(entry), Entry.ValueOf(entry), entry->Timestamp, tag);
            entry->Change = _undo.Mark;
        }
    }

    /// <summary>Sets a value, and notes what was there.</summary>
    private void Change(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        if (_undo == null)
        {
            Set(key, value, timestamp);
            return;
        }

        Note(Find(key), key);
        Set(key, value, timestamp)->Change = _undo.Mark;
    }

    private void Undo(in UndoRecord before)
    {
        Write(before.Key, before.Value, before.Timestamp);
        if (_unclosed == null || before.Value.IsNull)
        {
            return;
        }

        var entry = Find(before.Key);
        bool waits = EntryLinks.Of(entry)->Place != EntryLinks.NoPlace;
        if (before.Tag == Taken)
        {
            _unclosed.Remove(entry);
        }
        else if (!waits)
        {
            _unclosed.Add(entry);
        }
    }

    /// <summary>Sets or deletes, without telling or noting it.</summary>
    private void Write(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (!value.IsNull)
        {
            Set(key, value.Span, timestamp);
        }
        else if (Find(key) is var entry && entry != null)
        {
            Remove(entry);
        }
    }
}
