using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// One side of a stream-stream join: all records of a time, several of one key and one timestamp too. In native memory; a key's rows lie in
/// one list for each segment of time, to which a row that comes in order is appended without moving the others. What has become too old goes
/// segment by segment, whose memory is used again.
/// </summary>
/// <remarks>
/// Time is the greatest timestamp of a row that was put, as in Kafka Streams: a store that gets no rows drops none. Kafka Streams keeps no
/// record cache over such a store. Not thread-safe.
/// </remarks>
public sealed class JoinWindowBytesStore : StateStore
{
    /// <summary>In the changelog, a key is followed by the timestamp and a sequence number that tells rows of equal time apart.</summary>
    private const int ChangelogSuffix = sizeof(long) + sizeof(int);

    /// <summary>Shorter segments would come and go with almost every record.</summary>
    private const long SmallestInterval = 1000;

    /// <summary>A power of 2 above the segments that can be in use at a time, which are three.</summary>
    private const int Ring = 4;

    private readonly KeyHash _hash = KeyHash.Create();
    private readonly JoinSegment[] _segments = new JoinSegment[Ring];
    private readonly IChangelog? _changelog;
    private readonly long _retention;
    private readonly long _interval;
    private byte[] _changelogKey = new byte[64];
    private long _observed = -1;
    private int _sequence;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="retention">How long a row is kept after it, in milliseconds of event time; 1 or more.</param>
    /// <param name="changelog">Where its rows go; null when it has none.</param>
    public JoinWindowBytesStore(string name, long retention, IChangelog? changelog = null)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(retention);
        _retention = retention;
        _interval = Math.Max(retention / 2 + 1, SmallestInterval);
        _changelog = changelog;
        for (int i = 0; i < Ring; i++)
        {
            _segments[i] = new JoinSegment();
        }
    }

    /// <summary>How many rows the store holds. Rows that are too old to be read count until their segment goes.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (var segment in _segments)
            {
                count += segment.Count;
            }

            return count;
        }
    }

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes
    {
        get
        {
            long bytes = 0;
            foreach (var segment in _segments)
            {
                bytes += segment.AllocatedBytes;
            }

            return bytes;
        }
    }

    /// <summary>The earliest time that can be read; rows before it are gone.</summary>
    private long Earliest => Math.Max(_observed - _retention + 1, 0);

    /// <summary>Adds a row.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null is written to the changelog, as Kafka Streams does, and is no row.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    /// <returns>False when the row is too old to be kept.</returns>
    public bool Put(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _sequence = (_sequence + 1) & int.MaxValue;
        bool kept = Add(key, value, timestamp);
        Log(key, value, timestamp);
        return kept;
    }

    /// <summary>The rows of a key between two times, both included, by time and, where that is equal, by arrival.</summary>
    /// <param name="key">The key, which must stay as it is while the rows are read.</param>
    /// <param name="from">The first timestamp.</param>
    /// <param name="to">The last timestamp.</param>
    /// <returns>What goes through them; the store is not to be changed meanwhile.</returns>
    public JoinWindowRows Fetch(ReadOnlySpan<byte> key, long from, long to)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        from = Math.Max(from, Earliest);
        to = Math.Min(to, _observed);
        return new JoinWindowRows(this, key, from > to ? 0 : _hash.Of(key), from, to, _interval);
    }

    /// <summary>Takes a row of the changelog in.</summary>
    /// <exception cref="InvalidDataException">The key is not one of such a changelog.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int length = key.Length - ChangelogSuffix;
        if (length < 0)
        {
            throw new InvalidDataException(
                $"The changelog of store '{Name}' has a key of {key.Length} bytes; the window store of a join has keys of "
                + $"{ChangelogSuffix} or more: key, timestamp, sequence number. Is the topic another store's?");
        }

        // Numbers go on behind the last one, so that a row never takes the name of one that is still there.
        _sequence = BinaryPrimitives.ReadInt32BigEndian(key[(length + sizeof(long))..]) & int.MaxValue;
        Add(key[..length], value, BinaryPrimitives.ReadInt64BigEndian(key[length..]));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        foreach (var segment in _segments)
        {
            segment.Dispose();
        }
    }

    /// <summary>The segment of a number; null when it is not in use.</summary>
    internal JoinSegment? Segment(long id)
    {
        var segment = _segments[id & (Ring - 1)];
        return segment.Id == id ? segment : null;
    }

    private bool Add(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (value.IsNull)
        {
            return true;
        }

        if (timestamp > _observed)
        {
            _observed = timestamp;
            DropSegmentsBefore(Earliest / _interval);
        }
        else if (timestamp < Earliest)
        {
            return false;
        }

        long id = timestamp / _interval;
        var segment = _segments[id & (Ring - 1)];
        segment.Id = id;
        segment.Add(key, _hash.Of(key), value.Span, timestamp);
        return true;
    }

    private void DropSegmentsBefore(long id)
    {
        foreach (var segment in _segments)
        {
            if (segment.Id != JoinSegment.None && segment.Id < id)
            {
                segment.Clear();
            }
        }
    }

    private void Log(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (_changelog is null)
        {
            return;
        }

        int length = checked(key.Length + ChangelogSuffix);
        if (_changelogKey.Length < length)
        {
            _changelogKey = new byte[Math.Max(length, _changelogKey.Length * 2)];
        }

        var bytes = _changelogKey.AsSpan(0, length);
        key.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[key.Length..], timestamp);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(key.Length + sizeof(long))..], _sequence);
        _changelog.Append(bytes, value, timestamp);
    }
}
