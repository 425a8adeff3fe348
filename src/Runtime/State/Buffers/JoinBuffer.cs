using System.Buffers;
using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The stream's records that a stream-table join with a grace period holds back until the table has had time to change: in native
/// memory, ordered by timestamp, key and arrival.
/// </summary>
/// <remarks>
/// Kafka Streams' rules: its time is the greatest timestamp that was put into it; a record older than that less the grace is not taken,
/// one of exactly that is due. The changelog gets each change at once, with timestamp, key and a running number as key. Not thread-safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class JoinBuffer : StateStore, IStreamTime
{
    /// <summary>Kafka Streams' mark of keys that begin with the time.</summary>
    private const byte TimeFirst = 0;

    /// <summary>The mark and the time.</summary>
    private const int HeadSize = 1 + 8;

    private const int NumberSize = 4;

    private readonly TimeOrderedEntries _entries = new();
    private readonly ArrayBufferWriter<byte> _key = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly IChangelog? _changelog;
    private readonly UndoLog? _undo;
    private readonly long _grace;
    private long _committedTime = -1;
    private int _number;
    private int _committedNumber;
    private bool _hasTaken;

    /// <summary>A buffer.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="grace">Milliseconds for which a record is held back.</param>
    internal JoinBuffer(in StoreContext context, long grace)
        : base(context.Name)
    {
        _changelog = context.Changelog;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _grace = grace;
    }

    /// <summary>The greatest timestamp that was put into it; -1 before the first.</summary>
    public long StreamTime { get; private set; } = -1;

    /// <inheritdoc/>
    public long StoredTime => StreamTime;

    /// <summary>How many records are held back.</summary>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public override long AllocatedBytes => _entries.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

    /// <summary>Whether there is a record that is due.</summary>
    public bool HasDue => _entries.First is var first && first != null && first->Timestamp <= StreamTime - _grace;

    /// <summary>Lets its time go on though no record has come.</summary>
    /// <param name="time">The new time; one that is not later changes nothing.</param>
    public void Advance(long time) => StreamTime = Math.Max(StreamTime, time);

    /// <summary>Takes a record.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    /// <param name="record">The record at hand.</param>
    /// <returns>False when it is late: it is then to be joined at once.</returns>
    public bool TryPut(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (timestamp < StreamTime - _grace)
        {
            return false;
        }

        StreamTime = Math.Max(StreamTime, timestamp);
        _number = JoinSequence.After(_number);
        _key.ResetWrittenCount();
        _key.Write([TimeFirst]);
        BufferedValue.WriteInt64(_key, timestamp);
        _key.Write(key);
        BinaryPrimitives.WriteInt32BigEndian(_key.GetSpan(NumberSize), _number);
        _key.Advance(NumberSize);

        _value.ResetWrittenCount();
        BufferedValue.WriteContext(_value, record, timestamp);
        BufferedValue.WriteValues(_value, Bytes.Null, Bytes.Null, value);
        _undo?.Push(_key.WrittenSpan, Bytes.Null, timestamp);
        _entries.Put(_key.WrittenSpan, _value.WrittenSpan, timestamp, mark: false);

        // Where suppress has its buffer time, a join has 0.
        BufferedValue.WriteInt64(_value, 0);
        _changelog?.Append(_key.WrittenSpan, _value.WrittenSpan, timestamp);
        return true;
    }

    /// <summary>Takes the next record out that is due.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether there was one.</returns>
    /// <remarks>It is removed with the next call, so that it stays when forwarding it fails.</remarks>
    public bool TryTake(out BufferedRecord record)
    {
        RemoveTaken();
        if (!HasDue)
        {
            record = default;
            return false;
        }

        _hasTaken = true;
        var first = _entries.First;
        var key = Entry.KeyOf(first);
        record = new BufferedRecord(key[HeadSize..^NumberSize], new BufferedValue(TimeOrderedEntries.ValueOf(first)));
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The record is none that Kafka Streams or GenStreams has written.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        int length = LengthOf(key, value);
        long time = BinaryPrimitives.ReadInt64BigEndian(key[1..]);
        StreamTime = Math.Max(StreamTime, time);

        // Going on behind what is there, so that no record takes the place of another.
        int number = BinaryPrimitives.ReadInt32BigEndian(key[^NumberSize..]) & int.MaxValue;
        _number = JoinSequence.Compare(number, _number) > 0 ? number : _number;
        Set(key, value.IsNull ? value : value.Span[..length], time);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        _undo?.Clear();
        _committedTime = StreamTime;
        _committedNumber = _number;
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        if (_undo == null)
        {
            return false;
        }

        while (_undo.TryPop(out var before))
        {
            Set(before.Key, before.Value, before.Timestamp);
        }

        _undo.Clear();
        StreamTime = _committedTime;
        _number = _committedNumber;
        _hasTaken = false;
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        _entries.Clear();
        StreamTime = -1;
        _number = 0;
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
            var entry = (Entry*)found;
            _value.ResetWrittenCount();
            _value.Write(TimeOrderedEntries.ValueOf(entry));
            BufferedValue.WriteInt64(_value, 0);
            target.Append(Entry.KeyOf(entry), _value.WrittenSpan, entry->Timestamp);
        }

        return hasMore;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _undo?.Dispose();
        _entries.Dispose();
    }

    private void Set(ReadOnlySpan<byte> key, Bytes value, long time)
    {
        if (!value.IsNull)
        {
            _entries.Put(key, value.Span, time, mark: false);
        }
        else if (_entries.Find(key) is var held && held != null)
        {
            _entries.Remove(held, mark: false);
        }
    }

    private void RemoveTaken()
    {
        if (_hasTaken)
        {
            _hasTaken = false;
            var taken = _entries.First;
            _undo?.Push(Entry.KeyOf(taken), TimeOrderedEntries.ValueOf(taken), taken->Timestamp);
            _changelog?.Append(Entry.KeyOf(taken), Bytes.Null, taken->Timestamp);
            _entries.Remove(taken, mark: false);
        }
    }

    private int LengthOf(ReadOnlySpan<byte> key, Bytes value)
    {
        try
        {
            int length = value.IsNull ? 0 : new BufferedValue(value.Span).Length;
            if (key.Length >= HeadSize + NumberSize && key[0] == TimeFirst)
            {
                return length;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // Lengths in it that are none: the same fault.
        }

        throw new InvalidDataException(
            $"The changelog of the join buffer '{Name}' has a record that is not of the form which Kafka Streams and GenStreams write. "
            + "Was the topic written by something else?");
    }
}
