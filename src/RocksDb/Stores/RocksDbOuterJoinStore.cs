using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.State;

namespace GenStreams.RocksDb;

/// <summary>
/// The rows of a left or outer join that have no partner yet, in RocksDB: a key of the column family is the side, the time and the record's key, in the
/// order in which they are asked for.
/// </summary>
internal sealed class RocksDbOuterJoinStore : OuterJoinBytesStore, IRocksDbStore
{
    private const int CountNumber = 0;

    /// <summary>Side and time.</summary>
    private const int Prefix = 1 + sizeof(long);

    private const long Unknown = -2;

    private readonly KeyWriter _key = new();
    private readonly KeyWriter _bound = new();
    private readonly long[] _firstTimes = [Unknown, Unknown];
    private readonly long[] _lastTimes = [Unknown, Unknown];
    private byte[] _values = new byte[64];

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    /// <param name="content">Where its content is.</param>
    public RocksDbOuterJoinStore(in StoreContext context, RocksDbContent content)
        : base(context) => Content = content;

    /// <inheritdoc/>
    public RocksDbContent Content { get; }

    /// <inheritdoc/>
    public override int Count => (int)Content.Numbers[CountNumber];

    /// <inheritdoc/>
    public override void Add(bool isLeft, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        var stored = Stored(isLeft, key, timestamp);
        bool isThere = Content.Family.TryGet(stored, out var before);
        int length = (isThere ? before.Length : OuterJoinValues.Prefix) + OuterJoinValues.SizeOf(value);
        if (_values.Length < length)
        {
            _values = new byte[Math.Max(length, _values.Length * 2)];
        }

        var values = _values.AsSpan(0, length);
        if (isThere)
        {
            before.CopyTo(values);
        }
        else
        {
            OuterJoinValues.WriteEmpty(values);
        }

        OuterJoinValues.WriteLast(values, value, isLeft);
        Put(isLeft, stored, values, timestamp, isThere);
        Log(isLeft, key, timestamp, new Bytes(values), timestamp);
    }

    /// <inheritdoc/>
    public override bool Remove(bool isLeft, ReadOnlySpan<byte> key, long timestamp, long now)
    {
        var stored = Stored(isLeft, key, timestamp);
        if (!Content.Family.TryGet(stored, out _))
        {
            return false;
        }

        Log(isLeft, key, timestamp, Bytes.Null, now);
        Delete(isLeft, stored, timestamp);
        return true;
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var rows = Content.Family.Cursor();
        rows.MoveBehind(cursor);
        for (; count > 0 && rows.IsValid; count--)
        {
            var key = rows.Key;
            Append(target, key[0] == Side(isLeft: true), key[Prefix..], TimeOf(key), new Bytes(rows.Value), TimeOf(key));
            cursor.Key = key;
            rows.MoveNext();
        }

        return count == 0;
    }

    /// <inheritdoc/>
    public override void Committed() => Content.Committed();

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
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    internal override OuterJoinRow First(bool isLeft)
    {
        using (var rows = RowsFrom(isLeft, 0))
        {
            _key.Begin().Bytes(rows.Key);
        }

        Content.Family.TryGet(_key.Key, out var values);
        return new OuterJoinRow(_key.Key[Prefix..], values, TimeOf(_key.Key));
    }

    /// <inheritdoc/>
    internal override long FirstTime(bool isLeft)
    {
        ref long time = ref _firstTimes[Side(isLeft)];
        if (time == Unknown)
        {
            time = TimeNotBefore(isLeft, 0);
        }

        return time;
    }

    /// <inheritdoc/>
    internal override long LastTime(bool isLeft)
    {
        ref long time = ref _lastTimes[Side(isLeft)];
        if (time == Unknown)
        {
            using var rows = Content.Family.Cursor();
            rows.MoveBackTo(_bound.Begin().Byte(Side(isLeft)).Int64(-1).Key);
            time = TimeAt(rows, isLeft);
        }

        return time;
    }

    /// <inheritdoc/>
    internal override long SecondTime(bool isLeft)
    {
        using var rows = RowsFrom(isLeft, 0);
        if (rows.IsValid)
        {
            rows.MoveNext();
        }

        return TimeAt(rows, isLeft);
    }

    /// <inheritdoc/>
    internal override long TimeNotBefore(bool isLeft, long timestamp)
    {
        using var rows = RowsFrom(isLeft, timestamp);
        return TimeAt(rows, isLeft);
    }

    /// <inheritdoc/>
    internal override void RemoveFirst(bool isLeft, long now)
    {
        using (var rows = RowsFrom(isLeft, 0))
        {
            _bound.Begin().Bytes(rows.Key);
        }

        var stored = _bound.Key;
        Log(isLeft, stored[Prefix..], TimeOf(stored), Bytes.Null, now);
        Delete(isLeft, stored, TimeOf(stored));
    }

    private protected override void Set(bool isLeft, ReadOnlySpan<byte> key, Bytes values, long timestamp)
    {
        var stored = Stored(isLeft, key, timestamp);
        bool isThere = Content.Family.TryGet(stored, out _);
        if (!values.IsNull)
        {
            Put(isLeft, stored, values.Span, timestamp, isThere);
        }
        else if (isThere)
        {
            Delete(isLeft, stored, timestamp);
        }
    }

    /// <summary>Right comes before left.</summary>
    private static byte Side(bool isLeft) => isLeft ? (byte)1 : (byte)0;

    private static long TimeOf(ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadInt64BigEndian(stored[1..]);

    private static long TimeAt(RocksDbCursor rows, bool isLeft) => rows.IsValid && rows.Key[0] == Side(isLeft) ? TimeOf(rows.Key) : NoTime;

    private ReadOnlySpan<byte> Stored(bool isLeft, ReadOnlySpan<byte> key, long timestamp) =>
        _key.Begin().Byte(Side(isLeft)).Int64(timestamp).Bytes(key).Key;

    private RocksDbCursor RowsFrom(bool isLeft, long timestamp)
    {
        var rows = Content.Family.Cursor();
        rows.MoveTo(_bound.Begin().Byte(Side(isLeft)).Int64(timestamp).Key);
        return rows;
    }

    private void Put(bool isLeft, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> values, long timestamp, bool isThere)
    {
        Content.Family.Put(stored, values);
        Content.Numbers[CountNumber] += isThere ? 0 : 1;
        ref long first = ref _firstTimes[Side(isLeft)];
        ref long last = ref _lastTimes[Side(isLeft)];
        first = first == NoTime ? timestamp : Math.Min(first, timestamp);
        last = last == Unknown ? Unknown : Math.Max(last, timestamp);
    }

    private void Delete(bool isLeft, ReadOnlySpan<byte> stored, long timestamp)
    {
        Content.Family.Delete(stored);
        Content.Numbers[CountNumber]--;
        ref long first = ref _firstTimes[Side(isLeft)];
        ref long last = ref _lastTimes[Side(isLeft)];
        first = first == timestamp ? Unknown : first;
        last = last == timestamp ? Unknown : last;
    }

    private void Forget()
    {
        Array.Fill(_firstTimes, Unknown);
        Array.Fill(_lastTimes, Unknown);
    }
}
