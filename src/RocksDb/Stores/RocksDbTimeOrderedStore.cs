using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// A store of sliding windows or sessions in RocksDB. Keys of the column family are the segment of time, the record's key with its length, and the
/// times: those of one record key lie together in each of the few segments that are kept, and a segment goes as a range.
/// </summary>
internal sealed partial class RocksDbTimeOrderedStore : TimeOrderedBytesStore, IRocksDbStore
{
    /// <summary>The number of the content that is the greatest time that was written.</summary>
    private const int TimeNumber = 1;

    private const long SmallestSegment = 60_000;
    private const byte EntryMark = 0;
    private const byte UnclosedMark = 1;

    private readonly OrderedEntries _ordered = new();
    private readonly KeyWriter _key = new();
    private readonly KeyWriter _prefix = new();
    private readonly KeyWriter _windowed = new();
    private readonly CachedEntries _entries;
    private readonly SegmentPurge _purge;
    private readonly SegmentPurge _unclosedPurge;
    private readonly IChangelog? _changelog;
    private readonly int _timesLength;
    private readonly long _segment;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    /// <param name="rules">What kind of store it is.</param>
    public RocksDbTimeOrderedStore(in StoreContext context, RocksDbContent content, TimeOrderedRules rules)
        : base(context, rules)
    {
        Content = content;
        _timesLength = rules.TimesLength;
        _segment = Math.Max(rules.Retention / 2, SmallestSegment);
        _changelog = context.Changelog;
        _entries = new CachedEntries(content, Cache, rules.KeepsOldValues);
        _purge = new SegmentPurge(content, [EntryMark]);
        _unclosedPurge = new SegmentPurge(content, [UnclosedMark]);
    }

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    public override int Count
    {
        get
        {
            int count = 0;
            using var rows = Rows();
            for (; IsAtEntry(rows); rows.MoveNext())
            {
                count += IsReadable(TimesOf(rows.Key)) ? 1 : 0;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes => _entries.AllocatedBytes;

    /// <inheritdoc/>
    internal override long Time => Content.Numbers[TimeNumber];

    private long ReadableFrom => Time - Rules.Retention + Rules.UnreadableBefore;

    private long OldestSegment => Math.Max(0, (Math.Max(0, Time - Rules.Retention) / _segment) - Rules.KeptSegments);

    /// <inheritdoc/>
    public override bool TryGet(ReadOnlySpan<byte> key, out KeyValueEntry entry)
    {
        if (IsReadable(TimesOf(key)) && _entries.TryGet(Stored(key), out var found))
        {
            entry = new KeyValueEntry(found.Value, TimestampOf(TimesOf(key), found.Timestamp));
            return true;
        }

        entry = default;
        return false;
    }

    /// <inheritdoc/>
    public override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp, CurrentRecord? record = null)
    {
        Observe(key);
        if (IsCached || !IsExpired(TimesOf(key)))
        {
            bool existed = _entries.Put(Stored(key), new Bytes(value), timestamp, record);
            Opened(existed);
        }

        if (!IsCached)
        {
            _changelog?.Append(LogKey(key), new Bytes(value), timestamp);
        }
    }

    /// <inheritdoc/>
    public override bool Delete(ReadOnlySpan<byte> key, long timestamp, CurrentRecord? record = null)
    {
        Observe(key);
        var times = TimesOf(key);
        var stored = Stored(key);
        bool isThere = !IsExpired(times) && _entries.TryGet(stored, out _);
        bool deleted = isThere && IsReadable(times);
        if (!IsCached && (deleted || !isThere))
        {
            _changelog?.Append(LogKey(key), Bytes.Null, timestamp);
        }

        if (isThere && !deleted)
        {
            // Older than the retention: nobody hears of it.
            _entries.Drop(stored);
        }
        else
        {
            _entries.Put(stored, Bytes.Null, timestamp, record);
        }

        Closed(key);
        return deleted;
    }

    /// <inheritdoc/>
    public override bool TryTakeChange(out KeyValueChange change)
    {
        if (!_entries.TryTake(out var taken))
        {
            change = default;
            return false;
        }

        var key = Windowed(taken.Key);
        _changelog?.Append(LogKey(key), taken.NewValue, taken.Timestamp);
        change = new KeyValueChange(key, taken.OldValue, taken.NewValue, TimestampOf(TimesOf(key), taken.Timestamp), taken.Headers, taken.Origin);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store holds changes back, which the value would contradict.</exception>
    public override void Fill(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (_entries.HoldsChanges)
        {
            throw new InvalidOperationException($"The store '{Name}' holds changes back; flush it before it is restored.");
        }

        Observe(key);
        if (value.IsNull)
        {
            _entries.Write(Stored(key), value, timestamp);
            Closed(key);
        }
        else if (!IsExpired(TimesOf(key)))
        {
            bool existed = _entries.TryGet(Stored(key), out _);
            _entries.Write(Stored(key), value, timestamp);
            Opened(existed);
        }
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        using var rows = Rows();
        if (cursor.HasKey)
        {
            rows.MoveBehind(cursor);
        }

        for (; count > 0 && IsAtEntry(rows); count--)
        {
            if (!_entries.IsUnheard(rows.Key))
            {
                target.Append(LogKey(Windowed(rows.Key)), TimestampedValue.ValueOf(rows.Value), TimestampedValue.TimestampOf(rows.Value));
            }

            cursor.Key = rows.Key;
            rows.MoveNext();
        }

        return count == 0;
    }

    /// <inheritdoc/>
    internal override bool TrySeek(Bytes key, SeekMode mode, out RangeEntry found)
    {
        if (_ordered.IsMissing)
        {
            _ordered.Take(CopyAll());
        }

        return _ordered.TrySeek(key, mode, out found);
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Content.Committed();
        _purge.Committed(OldestSegment);
        _unclosedPurge.Committed(FirstKept);
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        Forget();
        return Content.TryRollBack();
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        Forget();
        Content.Load(numbers);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Forget();
        Content.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose() => _entries.Dispose();

    /// <inheritdoc/>
    internal override int Find(ReadOnlySpan<byte> key, long earliest, long latestStart, ref WindowTimes[] found)
    {
        long first = Rules.FindsUnreadable ? Math.Max(earliest, OldestSegment * _segment) : Math.Max(earliest, ReadableFrom);
        first = Math.Max(first, 0);
        int count = 0;
        if (Time < first)
        {
            return 0;
        }

        using var rows = _entries.Cursor();
        for (long segment = first / _segment; segment <= Time / _segment; segment++)
        {
            var prefix = _prefix.Begin().Byte(EntryMark).Int64(segment).Counted(key).Key;
            for (rows.MoveTo(_key.Begin().Bytes(prefix).Int64(first).Key); rows.IsValid && rows.Key.StartsWith(prefix); rows.MoveNext())
            {
                var times = TimesOf(rows.Key);
                long start = StartOf(times);
                if (start <= latestStart)
                {
                    if (count == found.Length)
                    {
                        Array.Resize(ref found, count * 2);
                    }

                    found[count++] = new WindowTimes(start, TimestampOf(times, TimestampedValue.TimestampOf(rows.Value)));
                }
            }
        }

        return count;
    }

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> key) =>
        !IsExpired(TimesOf(key)) && _entries.TryGet(Stored(key), out var entry) ? entry.Value : default;

    private EntryTimes TimesOf(ReadOnlySpan<byte> key) => EntryTimes.Read(key, _timesLength);

    private long StartOf(EntryTimes times) => (long)(_timesLength == EntryTimes.OfSession ? times.Second : times.First);

    private long TimestampOf(EntryTimes times, long timestamp) => Rules.IsTimestampInKey ? (long)times.First : timestamp;

    private bool IsReadable(EntryTimes times) => (long)times.First >= ReadableFrom && !IsExpired(times);

    private bool IsExpired(EntryTimes times) => (long)times.First / _segment < OldestSegment;

    private void Observe(ReadOnlySpan<byte> key)
    {
        if (key.Length < _timesLength)
        {
            throw new ArgumentException($"A key of the store '{Name}' ends with {_timesLength} bytes of time; this has {key.Length}.", nameof(key));
        }

        _ordered.Forget();
        Content.Numbers[TimeNumber] = Math.Max(Time, (long)TimesOf(key).First);
    }

    private ReadOnlySpan<byte> Stored(ReadOnlySpan<byte> key) => _key.Begin()
        .Byte(EntryMark)
        .Int64((long)TimesOf(key).First / _segment)
        .Counted(key[..^_timesLength])
        .Bytes(key[^_timesLength..])
        .Key;

    private ReadOnlySpan<byte> Windowed(ReadOnlySpan<byte> stored) =>
        _windowed.Begin().Bytes(stored[(1 + sizeof(long) + sizeof(int))..]).Key;

    private List<StateEntry> CopyAll()
    {
        var entries = new List<StateEntry>();
        using var rows = Rows();
        for (; IsAtEntry(rows); rows.MoveNext())
        {
            var key = Windowed(rows.Key);
            var times = TimesOf(key);
            if (IsReadable(times))
            {
                var value = TimestampedValue.ValueOf(rows.Value);
                entries.Add(StateEntry.Copy(key, value, TimestampOf(times, TimestampedValue.TimestampOf(rows.Value))));
            }
        }

        return entries;
    }

    /// <summary>A cursor at the first entry that has not expired.</summary>
    private RocksDbCursor Rows()
    {
        var rows = _entries.Cursor();
        rows.MoveTo(_prefix.Begin().Byte(EntryMark).Int64(OldestSegment).Key);
        return rows;
    }

    private static bool IsAtEntry(RocksDbCursor rows) => rows.IsValid && rows.Key[0] == EntryMark;

    private void Forget()
    {
        _entries.Forget();
        _ordered.Forget();
        _purge.Reset();
        _unclosedPurge.Reset();
        _firstUnclosed = Unknown;
    }
}
