using System.Buffers.Binary;

namespace GenStreams.RocksDb;

/// <content>Taking what has closed: what was not taken has a key of its own, in the order in which it closes.</content>
internal sealed partial class RocksDbTimeOrderedStore
{
    private const long Unknown = -1;

    private readonly KeyWriter _closed = new();
    private long _firstUnclosed = Unknown;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ClosedKey => _closed.Key;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ClosedValue => ValueOf(ClosedKey);

    /// <inheritdoc/>
    internal override long ClosedTimestamp =>
        _entries.TryGet(Stored(ClosedKey), out var entry) ? TimestampOf(TimesOf(ClosedKey), entry.Timestamp) : 0;

    /// <inheritdoc/>
    internal override bool HasClosed(long limit)
    {
        if (_firstUnclosed < FirstKept)
        {
            using var rows = Unclosed();
            _firstUnclosed = rows.IsValid ? BinaryPrimitives.ReadInt64BigEndian(rows.Key[1..]) : long.MaxValue;
        }

        return _firstUnclosed <= limit;
    }

    /// <inheritdoc/>
    internal override bool MoveToClosed(long limit)
    {
        while (HasClosed(limit))
        {
            using (var rows = Unclosed())
            {
                _closed.Begin().Bytes(rows.Key[(1 + _timesLength)..]).Bytes(rows.Key[1..(1 + _timesLength)]);
            }

            Closed(ClosedKey);
            var closed = TimesOf(ClosedKey);
            if (_entries.TryGet(Stored(ClosedKey), out _) && (Rules.EmitsUnreadable || IsReadable(closed)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first time that has not expired.</summary>
    private long FirstKept => OldestSegment * _segment;

    /// <summary>A cursor at the first that was not taken.</summary>
    private RocksDbCursor Unclosed()
    {
        var rows = Content.Family.Cursor();
        rows.MoveTo(_prefix.Begin().Byte(UnclosedMark).Int64(FirstKept).Key);
        return rows;
    }

    private ReadOnlySpan<byte> UnclosedKey(ReadOnlySpan<byte> key) =>
        _prefix.Begin().Byte(UnclosedMark).Bytes(key[^_timesLength..]).Bytes(key[..^_timesLength]).Key;

    /// <summary>An entry was written, whose stored key was made last.</summary>
    private void Opened(bool existed)
    {
        if (Rules.EmitsOnClose && !existed)
        {
            var key = Windowed(_key.Key);
            Content.Family.Put(UnclosedKey(key), []);
            long time = (long)TimesOf(key).First;
            _firstUnclosed = _firstUnclosed == Unknown ? Unknown : Math.Min(_firstUnclosed, time);
        }
    }

    private void Closed(ReadOnlySpan<byte> key)
    {
        if (Rules.EmitsOnClose)
        {
            Content.Family.Delete(UnclosedKey(key));
            _firstUnclosed = Unknown;
        }
    }
}
