using System.Diagnostics;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A store of sliding windows or sessions in native memory. The entries of one record key are linked in the order of their times, so that
/// those around a time are found by one look-up and a few steps.
/// </summary>
internal sealed unsafe partial class MemoryTimeOrderedStore : TimeOrderedBytesStore, IBlockOwner
{
    private const long SmallestSegment = 60_000;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private readonly HeldBackChanges? _changes;
    private readonly CloseQueue? _unclosed;
    private readonly UndoLog? _undo;
    private readonly int _timesLength;
    private readonly long _retention;
    private readonly long _segment;
    private long _observed = -1;
    private long _committedObserved = -1;
    private EntryOrder? _order;
    private bool _disposed;

    /// <summary>Where the last entry was found, or its directory: the next is often near.</summary>
    private Entry* _finger;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="rules">What kind of store it is.</param>
    public MemoryTimeOrderedStore(in StoreContext context, TimeOrderedRules rules)
        : base(context, rules)
    {
        _timesLength = rules.TimesLength;
        _retention = rules.Retention;
        _segment = Math.Max(_retention / 2, SmallestSegment);
        _changelog = context.Changelog;
        _changes = Cache is { } cache ? new HeldBackChanges(cache) : null;
        _unclosed = rules.EmitsOnClose ? new CloseQueue(_timesLength) : null;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _arena = new NativeArena(this);
    }

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            var entries = new Walk(this);
            while (entries.Next() != null)
            {
                count++;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

    /// <inheritdoc/>
    internal override long Time => _observed;

    /// <summary>The oldest time that is still read, milliseconds since 1970-01-01 UTC.</summary>
    private long ReadableFrom => _observed - _retention + Rules.UnreadableBefore;

    private long OldestSegment => (Math.Max(0, _observed - _retention) / _segment) - Rules.KeptSegments;

    /// <summary>What an entry is marked with that has no held back change any more: it was noted before it got one.</summary>
    private int ReleasedMark => _undo?.Mark ?? Entry.NoChange;

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var found = Find(key);
        if (found == null || !IsReadable(found))
        {
            entry = default;
            return false;
        }

        entry = new KeyValueEntry(Entry.ValueOf(found), TimestampOf(found));
        return true;
    }

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool passed = Observe(key);
        if (_changes != null)
        {
            PutHeldBack(key, value, timestamp, record);
        }
        else
        {
            if (!IsExpired(TimesOf(key)))
            {
                Change(key, value, timestamp);
            }

            _changelog?.Append(LogKey(key), value, timestamp);
        }

        Clean(passed, isNoted: true);
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool passed = Observe(key);
        bool deleted;
        if (_changes != null)
        {
            deleted = DeleteHeldBack(key, timestamp, record);
        }
        else
        {
            var entry = Find(key);
            deleted = entry != null && IsReadable(entry);
            if (deleted || entry == null)
            {
                _changelog?.Append(LogKey(key), Bytes.Null, timestamp);
            }

            if (entry != null)
            {
                Note(entry, key);
                Remove(entry);
            }
        }

        Clean(passed, isNoted: true);
        return deleted;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store holds changes back, which the value would contradict.</exception>
    public override void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_changes is { IsEmpty: false })
        {
            throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
        }

        bool passed = Observe(key);
        if (value.IsNull || !IsExpired(TimesOf(key)))
        {
            Write(key, value, timestamp);
        }

        Clean(passed, isNoted: false);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Debug.Assert(_changes is not { IsEmpty: false }, "Held back changes are taken before a commit.");
        _committedObserved = _observed;
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

        _observed = _committedObserved;
        while (_changes is { IsEmpty: false })
        {
            Forget(_changes.First);
        }

        while (_undo.TryPop(out var before))
        {
            Undo(before);
            _arena.Compact();
        }

        _undo.Clear();
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _finger = null;
        _observed = _committedObserved = -1;
        _changes?.Clear();
        _unclosed?.Clear();
        _undo?.Clear();
        _order?.Dispose();
        _order = null;
        _index.Clear();
        _arena.Reset();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _finger = null;
            _changes?.Clear();
            _undo?.Dispose();
            _order?.Dispose();
            _arena.Dispose();
            _index.Dispose();
        }
    }

    /// <summary>The timestamp of a value, as it goes on with it.</summary>
    private long TimestampOf(Entry* entry) => Rules.IsTimestampInKey ? (long)TimesOf(entry).First : entry->Timestamp;

    private EntryTimes TimesOf(ReadOnlySpan<byte> key) => EntryTimes.Read(key, _timesLength);

    private EntryTimes TimesOf(Entry* entry) => EntryTimes.Read(Entry.KeyOf(entry), _timesLength);

    /// <summary>Whether an entry is there for its readers.</summary>
    private bool IsReadable(Entry* entry) => !entry->IsDeleted && (long)TimesOf(entry).First >= ReadableFrom;

    private bool IsExpired(EntryTimes times) => (long)times.First / _segment < OldestSegment;

    /// <summary>Observes the time of a key that is written.</summary>
    /// <returns>Whether a segment has expired by it.</returns>
    private bool Observe(ReadOnlySpan<byte> key)
    {
        if (key.Length < _timesLength)
        {
            throw new ArgumentException($"A key of the store '{Name}' ends with {_timesLength} bytes of time; this has {key.Length}.", nameof(key));
        }

        long time = (long)TimesOf(key).First;
        if (time <= _observed)
        {
            return false;
        }

        long oldest = OldestSegment;
        _observed = time;
        return OldestSegment > oldest;
    }

    private void Clean(bool segmentHasPassed, bool isNoted)
    {
        if (segmentHasPassed)
        {
            RemoveExpired(isNoted);
        }

        _arena.Compact();
    }
}
