using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A store of bytes whose keys are windowed: a record's key and, after it, the times of a window or a session, as they are on the wire.
/// The entries of one record key are linked in the order of their times, so that those around a time are found by one look-up and a few
/// steps. Everything lies in native memory, as in <see cref="KeyValueBytesStore"/>, and the record cache works in the same way.
/// </summary>
/// <remarks>
/// What is older than the retention, measured at the latest time that was written, is not read any more; it is removed when its segment
/// of time, a stretch of half the retention but at least a minute as in Kafka Streams, has passed. Not thread-safe.
/// </remarks>
public abstract unsafe partial class TimeOrderedBytesStore : QueryableStore, IBlockOwner
{
    private const long SmallestSegment = 60_000;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly KeyIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private readonly HeldBackChanges? _changes;
    private readonly CloseQueue? _unclosed;
    private readonly int _timesLength;
    private readonly bool _keepsOldValues;
    private readonly long _retention;
    private readonly long _segment;
    private long _observed = -1;
    private bool _disposed;

    /// <summary>Where the last entry was found, or its directory: the next is often near.</summary>
    private Entry* _finger;

    private protected TimeOrderedBytesStore(
        string name, int timesLength, WindowStoreSettings settings, IChangelog? changelog, RecordCacheBudget? cache)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Retention);
        _timesLength = timesLength;
        _retention = settings.Retention;
        _segment = Math.Max(_retention / 2, SmallestSegment);
        _keepsOldValues = settings.KeepsOldValues;
        _changelog = changelog;
        _changes = cache is { Limit: > 0 } ? new HeldBackChanges(cache) : null;
        _unclosed = settings.EmitsOnClose ? new CloseQueue(timesLength) : null;
        _arena = new NativeArena(this);
    }

    /// <summary>Whether changes are held back until <see cref="TryTakeChange"/> takes them; else the changelog gets each at once.</summary>
    public bool IsCached => _changes != null;

    /// <summary>
    /// Whether the stores of the thread hold back more than allowed: who has just changed this store then flushes it (takes all changes).
    /// </summary>
    public bool CacheIsFull => _changes is { IsBudgetExceeded: true };

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

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes + _index.AllocatedBytes;

    /// <summary>The oldest time that is still read, milliseconds since 1970-01-01 UTC.</summary>
    private protected virtual long ReadableFrom => _observed - _retention + 1;

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

    /// <summary>Sets the value of a windowed key. <paramref name="key"/> and <paramref name="value"/> may lie in this store.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC: that of the changelog's record.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool passed = Observe(key);
        if (_changes != null)
        {
            PutHeldBack(key, value, timestamp, headers);
        }
        else
        {
            if (!IsExpired(TimesOf(key)))
            {
                Set(key, value, timestamp);
            }

            _changelog?.Append(LogKey(key), value, timestamp);
        }

        Clean(passed);
    }

    /// <summary>Deletes a windowed key.</summary>
    /// <param name="key">The key, which may lie in this store.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC: that of the changelog's record.</param>
    /// <param name="headers">The headers that go on with the change when it was held back.</param>
    /// <returns>
    /// Whether it was there. The changelog gets the deletion in any case, but for a key that its operator does not find any more, which goes
    /// silently as in Kafka Streams; a record cache drops also one of a key that was not there at the last flush either.
    /// </returns>
    public bool Delete(ReadOnlySpan<byte> key, long timestamp, RecordHeaders? headers = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool passed = Observe(key);
        bool deleted;
        if (_changes != null)
        {
            deleted = DeleteHeldBack(key, timestamp, headers);
        }
        else
        {
            var entry = Find(key);
            deleted = entry != null && IsFound(entry);
            if (deleted || entry == null)
            {
                _changelog?.Append(LogKey(key), Bytes.Null, timestamp);
            }

            if (entry != null)
            {
                Remove(entry);
            }
        }

        Clean(passed);
        return deleted;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store holds changes back, which a restored value would contradict.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp) => Fill(FromLogKey(key), value, timestamp);

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
        var entry = Find(key);
        if (value.IsNull)
        {
            if (entry != null)
            {
                Remove(entry);
            }
        }
        else if (!IsExpired(TimesOf(key)))
        {
            Set(key, value.Span, timestamp);
        }

        Clean(passed);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _finger = null;
            _changes?.Abandon();
            _arena.Dispose();
            _index.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The timestamp of a value, as it goes on with it.</summary>
    private protected abstract long TimestampOf(Entry* entry);

    /// <summary>A key as the changelog has it; valid until the next call.</summary>
    private protected abstract ReadOnlySpan<byte> LogKey(ReadOnlySpan<byte> key);

    /// <summary>The key that a key of the changelog is of.</summary>
    private protected abstract ReadOnlySpan<byte> FromLogKey(ReadOnlySpan<byte> key);

    private protected EntryTimes TimesOf(ReadOnlySpan<byte> key) => EntryTimes.Read(key, _timesLength);

    private protected EntryTimes TimesOf(Entry* entry) => EntryTimes.Read(Entry.KeyOf(entry), _timesLength);

    /// <summary>Whether an entry is there for its readers.</summary>
    private protected bool IsReadable(Entry* entry) => !entry->IsDeleted && (long)TimesOf(entry).First >= ReadableFrom;

    /// <summary>Whether an entry is there for the operator that writes the store, which can be so for longer than for readers.</summary>
    private protected virtual bool IsFound(Entry* entry) => IsReadable(entry);

    /// <summary>Whether an entry is not deleted, and its segment has not expired.</summary>
    private protected bool IsThere(Entry* entry) => !entry->IsDeleted && !IsExpired(TimesOf(entry));

    /// <summary>How many segments are kept after they have expired.</summary>
    private protected virtual int KeptSegments => 0;

    private bool IsExpired(EntryTimes times) => (long)times.First / _segment < OldestSegment;

    private long OldestSegment => (Math.Max(0, _observed - _retention) / _segment) - KeptSegments;

    /// <summary>Takes note of the time of a key that is written.</summary>
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

    private void Clean(bool segmentHasPassed)
    {
        if (segmentHasPassed)
        {
            RemoveExpired();
        }

        _arena.Compact();
    }
}
