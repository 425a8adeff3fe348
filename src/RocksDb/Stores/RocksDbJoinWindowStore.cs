using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// One side of a stream-stream join in RocksDB. Keys of the column family are the segment of time, the record's key with its length, the time and the
/// number of the row.
/// </summary>
internal sealed unsafe class RocksDbJoinWindowStore : JoinWindowBytesStore, IRocksDbStore
{
    private const int TimeNumber = 1;
    private const int SequenceNumber = 2;

    /// <summary>The time and the number at the end of a key.</summary>
    private const int Suffix = sizeof(long) + sizeof(int);

    private const long SmallestInterval = 1000;

    private readonly KeyWriter _key = new();
    private readonly KeyWriter _prefix = new();
    private readonly RowMemory _rows = new();
    private readonly SegmentPurge _purge;
    private readonly long _retention;
    private readonly long _interval;
    private JoinRow[] _found = new JoinRow[8];

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    /// <param name="retention">How long a row is kept after it, in milliseconds of event time; 1 or more.</param>
    public RocksDbJoinWindowStore(in StoreContext context, RocksDbContent content, long retention)
        : base(context, retention)
    {
        Content = content;
        _retention = retention;
        _interval = Math.Max((retention / 2) + 1, SmallestInterval);
        _purge = new SegmentPurge(content, []);
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
            for (; rows.IsValid; rows.MoveNext())
            {
                count++;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override long AllocatedBytes => _rows.AllocatedBytes;

    /// <inheritdoc/>
    internal override long Time => Content.Numbers[TimeNumber];

    private long Earliest => Math.Max(Time - _retention + 1, 0);

    /// <inheritdoc/>
    public override JoinWindowRows Fetch(ReadOnlySpan<byte> key, long from, long to)
    {
        _rows.Clear();
        from = Math.Max(from, Earliest);
        return new JoinWindowRows(this, key, hash: 0, from, Math.Min(to, Time)) { Position = from / _interval };
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var rows = Rows();
        if (cursor.HasKey)
        {
            rows.MoveBehind(cursor);
        }

        for (; count > 0 && rows.IsValid; count--)
        {
            var key = rows.Key;
            int sequence = BinaryPrimitives.ReadInt32BigEndian(key[^sizeof(int)..]);
            Append(target, key[(sizeof(long) + sizeof(int))..^Suffix], new Bytes(rows.Value), TimeOf(key), sequence);
            cursor.Key = key;
            rows.MoveNext();
        }

        return count == 0;
    }

    /// <inheritdoc/>
    public override void Committed()
    {
        Content.Committed();
        _purge.Committed(Earliest / _interval);
    }

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        bool isBack = Content.TryRollBack();
        Reset();
        return isBack;
    }

    /// <inheritdoc/>
    public void Loaded(ReadOnlySpan<long> numbers)
    {
        Content.Load(numbers);
        Reset();
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        Content.Clear();
        Reset();
    }

    /// <inheritdoc/>
    public override void Dispose() => _rows.Dispose();

    /// <inheritdoc/>
    internal override bool MoveNext(ref JoinWindowRows rows)
    {
        long last = rows.From > rows.To ? -1 : rows.To / _interval;
        using var cursor = rows.Position <= last ? Content.Family.Cursor() : default;
        while (rows.Position <= last)
        {
            var prefix = _prefix.Begin().Int64(rows.Position++).Counted(rows.Key).Key;
            int count = Read(cursor, prefix, rows.From, rows.To);
            if (count > 0)
            {
                var first = (JoinRow*)_rows.Allocate(checked(count * sizeof(JoinRow)));
                _found.AsSpan(0, count).CopyTo(new Span<JoinRow>(first, count));
                rows.Give(first, first + count);
                return true;
            }
        }

        rows.Give(null, null);
        return false;
    }

    private protected override bool Add(ReadOnlySpan<byte> key, Bytes value, long timestamp, int sequence, bool isRestored)
    {
        Content.Numbers[SequenceNumber] = Sequence;
        if (value.IsNull)
        {
            return true;
        }

        Content.Numbers[TimeNumber] = Math.Max(Time, timestamp);
        if (timestamp < Earliest)
        {
            return false;
        }

        Content.Family.Put(_key.Begin().Int64(timestamp / _interval).Counted(key).Int64(timestamp).Int32(sequence).Key, value.Span);
        return true;
    }

    private static long TimeOf(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadInt64BigEndian(key[^Suffix..]);

    private int Read(RocksDbCursor cursor, ReadOnlySpan<byte> prefix, long from, long to)
    {
        int count = 0;
        for (cursor.MoveTo(_key.Begin().Bytes(prefix).Int64(from).Key); cursor.IsValid; cursor.MoveNext())
        {
            var key = cursor.Key;
            if (key.Length != prefix.Length + Suffix || !key.StartsWith(prefix) || TimeOf(key) > to)
            {
                break;
            }

            if (count == _found.Length)
            {
                Array.Resize(ref _found, count * 2);
            }

            var value = cursor.Value;
            byte* copy = _rows.Allocate(value.Length);
            value.CopyTo(new Span<byte>(copy, value.Length));
            _found[count++] = new JoinRow { Timestamp = TimeOf(key), Value = copy, Length = value.Length };
        }

        return count;
    }

    private RocksDbCursor Rows()
    {
        var rows = Content.Family.Cursor();
        rows.MoveTo(_key.Begin().Int64(Earliest / _interval).Key);
        return rows;
    }

    private void Reset()
    {
        _purge.Reset();
        Sequence = (int)Content.Numbers[SequenceNumber];
    }
}
