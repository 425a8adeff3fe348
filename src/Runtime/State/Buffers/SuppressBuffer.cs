using System.Buffers;
using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The updates that <c>[Suppress]</c> holds back: the last one of each key, in native memory. A key keeps the place of its first update,
/// so that it is emitted in time however often it changes.
/// </summary>
/// <remarks>
/// Kafka Streams' rules: its time is the greatest timestamp of the records that came; due is what has a buffer time of at most that less
/// the wait, in the order of buffer time and then the key's bytes. The changelog gets what changed at each commit only. Not thread-safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class SuppressBuffer : StateStore, IStreamTime
{
    private const int TimeSize = 8;

    private readonly TimeOrderedEntries _entries = new();
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private readonly RecordHeaders _changelogHeaders = new();
    private readonly IChangelog? _changelog;
    private readonly SuppressLimits _limits;
    private readonly UndoLog? _undo;
    private long _committedTime = -1;
    private bool _hasTaken;

    /// <summary>A buffer.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="limits">How long and how much it holds back.</param>
    internal SuppressBuffer(in StoreContext context, SuppressLimits limits)
        : base(context.Name)
    {
        _changelog = context.Changelog;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _limits = limits;
        _changelogHeaders.Add("v"u8, [3]);
    }

    /// <summary>The greatest timestamp that was put into it; -1 before the first.</summary>
    public long StreamTime { get; private set; } = -1;

    /// <inheritdoc/>
    public long StoredTime => StreamTime;

    /// <summary>How many keys are held back.</summary>
    public int Count => _entries.Count;

    /// <summary>What is held back, in bytes as Kafka Streams counts them: keys, values, headers, and some for each record.</summary>
    public long HeldBytes { get; private set; }

    /// <inheritdoc/>
    public override long AllocatedBytes => _entries.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

    /// <summary>Whether there is an update that is due, or too much.</summary>
    /// <exception cref="StreamsException">The buffer is full, and is not to emit early.</exception>
    public bool HasDue => _entries.First is var first && first != null && (first->Timestamp <= StreamTime - _limits.Wait || IsOverfull());

    /// <summary>Lets its time go on though no update has come.</summary>
    /// <param name="time">The new time; one that is not later changes nothing.</param>
    public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);

    /// <summary>Takes an update, also one that deletes what was not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="oldValue">The value before the update.</param>
    /// <param name="newValue">The value.</param>
    /// <param name="bufferTime">Its place among the others when the key is not held back yet: the timestamp, or the end of the window.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="record">The record at hand.</param>
    public void Put(ReadOnlySpan<byte> key, Bytes oldValue, Bytes newValue, long bufferTime, long timestamp, CurrentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        StreamTime = Math.Max(StreamTime, timestamp);
        var held = _entries.Find(key);
        var prior = held == null ? oldValue : new BufferedValue(TimeOrderedEntries.ValueOf(held)).Prior;
        _scratch.ResetWrittenCount();
        BufferedValue.WriteContext(_scratch, record, timestamp);
        BufferedValue.WriteValues(_scratch, prior, oldValue, newValue);
        Note(key, held);
        Set(key, held, _scratch.WrittenSpan, bufferTime, mark: _changelog != null);
    }

    /// <summary>Takes the next update out that is due, or that is too much.</summary>
    /// <param name="record">The update.</param>
    /// <returns>Whether there was one.</returns>
    /// <remarks>It is removed with the next call, so that it stays when forwarding it fails.</remarks>
    /// <exception cref="StreamsException">The buffer is full, and is not to emit early.</exception>
    public bool TryTake(out BufferedRecord record)
    {
        while (true)
        {
            RemoveTaken();
            if (!HasDue)
            {
                record = default;
                return false;
            }

            _hasTaken = true;
            var first = _entries.First;
            var value = new BufferedValue(TimeOrderedEntries.ValueOf(first));
            if (!value.New.IsNull || !_limits.DropsDeletes)
            {
                record = new BufferedRecord(Entry.KeyOf(first), value);
                return true;
            }
        }
    }

    /// <summary>Writes what changed since the last time to the changelog. To be called at each commit.</summary>
    public void WriteChanges()
    {
        for (int i = 0; i < _entries.MarkedCount; i++)
        {
            var entry = _entries.Marked(i);
            if (entry->IsDeleted)
            {
                _changelog!.Append(Entry.KeyOf(entry), Bytes.Null, Math.Max(StreamTime, 0));
                continue;
            }

            Append(_changelog!, entry);
        }

        _entries.ClearMarks();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The value is none that Kafka Streams 2.4 or later, or GenStreams, has written.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        int length = value.IsNull ? 0 : LengthOf(value.Span);
        Set(key, value.IsNull ? value : value.Span[..length], value.IsNull ? 0 : BinaryPrimitives.ReadInt64BigEndian(value.Span[length..]));
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        _undo?.Clear();
        _committedTime = StreamTime;
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        if (_undo == null)
        {
            return false;
        }

        _entries.ClearMarks();
        while (_undo.TryPop(out var before))
        {
            Set(before.Key, before.Value, before.Timestamp);
        }

        _undo.Clear();
        StreamTime = _committedTime;
        _hasTaken = false;
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        _entries.Clear();
        HeldBytes = 0;
        StreamTime = -1;
        _hasTaken = false;
        Committed();
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        bool hasMore = _entries.CopySlice(cursor, count);
        foreach (nint found in cursor.Found)
        {
            if (!((Entry*)found)->IsDeleted)
            {
                Append(target, (Entry*)found);
            }
        }

        return hasMore;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _undo?.Dispose();
        _entries.Dispose();
    }

    /// <summary>Whether more is held back than allowed, and the oldest has to go.</summary>
    private bool IsOverfull()
    {
        if (_entries.Count <= _limits.MaxRecords && HeldBytes <= _limits.MaxBytes)
        {
            return false;
        }

        return _limits.EmitsEarly ? true : throw new StreamsException(
            $"The suppress buffer '{Name}' is full: it holds {_entries.Count} records of {_limits.MaxRecords} and {HeldBytes} bytes of "
            + $"{_limits.MaxBytes}. Allow more with MaxRecords and MaxBytes, or let it emit early with EmitEarlyWhenFull = true.");
    }

    private void RemoveTaken()
    {
        if (_hasTaken)
        {
            _hasTaken = false;
            Note(Entry.KeyOf(_entries.First), _entries.First);
            Remove(_entries.First, mark: _changelog != null);
        }
    }

    /// <summary>Notes what a key has, for a roll back.</summary>
    private void Note(ReadOnlySpan<byte> key, Entry* held)
    {
        if (held == null)
        {
            _undo?.Push(key, Bytes.Null, 0);
        }
        else
        {
            _undo?.Push(key, TimeOrderedEntries.ValueOf(held), held->Timestamp);
        }
    }

    /// <summary>Writes what is held back for a key as the changelog has it.</summary>
    private void Append(IChangelog changelog, Entry* entry)
    {
        var value = TimeOrderedEntries.ValueOf(entry);
        _scratch.ResetWrittenCount();
        _scratch.Write(value);
        BufferedValue.WriteInt64(_scratch, entry->Timestamp);
        changelog.Append(Entry.KeyOf(entry), _scratch.WrittenSpan, new BufferedValue(value).Timestamp, _changelogHeaders);
    }

    /// <summary>Sets or removes a key, unmarked.</summary>
    private void Set(ReadOnlySpan<byte> key, Bytes value, long bufferTime)
    {
        var held = _entries.Find(key);
        if (held != null)
        {
            // Also before it is put anew: it may have left and come back between two commits, and has another place then.
            Remove(held, mark: false);
        }

        if (!value.IsNull)
        {
            Set(key, null, value.Span, bufferTime, mark: false);
        }
    }

    private void Set(ReadOnlySpan<byte> key, Entry* held, ReadOnlySpan<byte> value, long bufferTime, bool mark)
    {
        HeldBytes -= held == null ? 0 : SizeOf(held);
        HeldBytes += TimeSize + key.Length + new BufferedValue(value).Size;
        _entries.Put(key, value, bufferTime, mark);
    }

    private void Remove(Entry* entry, bool mark)
    {
        HeldBytes -= SizeOf(entry);
        _entries.Remove(entry, mark);
    }

    private static long SizeOf(Entry* entry) =>
        TimeSize + entry->KeyLength + new BufferedValue(TimeOrderedEntries.ValueOf(entry)).Size;

    private int LengthOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            int length = new BufferedValue(bytes).Length;
            if (bytes.Length == length + TimeSize)
            {
                return length;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // Lengths in it that are none: the same fault.
        }

        throw new InvalidDataException(
            $"The changelog of the suppress buffer '{Name}' has a record that is not of the form which Kafka Streams 2.4 and later and "
            + "GenStreams write. Was the topic written by something else?");
    }
}
