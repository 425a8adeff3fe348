using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// One side of a stream-stream join: all records of a time, several of one key and one timestamp too, which a sequence number tells apart.
/// </summary>
/// <remarks>
/// Time is the greatest timestamp of a row that was put, as in Kafka Streams: a store that gets no rows drops none. Kafka Streams keeps no
/// record cache over such a store. Not thread-safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JoinWindowBytesStore : StateStore
{
    /// <summary>In the changelog, a key is followed by the timestamp and the sequence number.</summary>
    private const int ChangelogSuffix = sizeof(long) + sizeof(int);

    private readonly IChangelog? _changelog;
    private byte[] _changelogKey = new byte[64];

    private protected JoinWindowBytesStore(in StoreContext context, long retention)
        : base(context.Name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(retention);
        _changelog = context.Changelog;
    }

    /// <summary>How many rows the store holds. Rows that are too old to be read count until they go.</summary>
    public abstract int Count { get; }

    /// <summary>The greatest timestamp of a row that was put, restored ones included; -1 before the first.</summary>
    internal abstract long Time { get; }

    /// <summary>The number of the row that was put last.</summary>
    private protected int Sequence { get; set; }

    /// <summary>Adds a row.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null is written to the changelog, as Kafka Streams does, and is no row.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    /// <returns>False when the row is too old to be kept.</returns>
    public bool Put(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        Sequence = JoinSequence.After(Sequence);
        bool kept = Add(key, value, timestamp, Sequence, isRestored: false);
        if (_changelog is not null)
        {
            Append(_changelog, key, value, timestamp, Sequence);
        }

        return kept;
    }

    /// <summary>The rows of a key between two times, both included, by time and, where that is equal, by arrival.</summary>
    /// <param name="key">The key, which must stay as it is while the rows are read.</param>
    /// <param name="from">The first timestamp.</param>
    /// <param name="to">The last timestamp.</param>
    /// <returns>What goes through them; the store is not to be changed meanwhile.</returns>
    public abstract JoinWindowRows Fetch(ReadOnlySpan<byte> key, long from, long to);

    /// <summary>Takes a row of the changelog in; one that is there already changes nothing.</summary>
    /// <exception cref="InvalidDataException">The key is not one of such a changelog.</exception>
    public sealed override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        int length = key.Length - ChangelogSuffix;
        long time = length < 0 ? -1 : BinaryPrimitives.ReadInt64BigEndian(key[length..]);
        if (time < 0)
        {
            throw new InvalidDataException(
                $"The changelog of store '{Name}' has a key of {key.Length} bytes; the window store of a join has keys of "
                + $"{ChangelogSuffix} or more: key, timestamp, sequence number. Is the topic another store's?");
        }

        // Numbers go on behind the greatest, so that a row never takes the name of one that is still there.
        int sequence = BinaryPrimitives.ReadInt32BigEndian(key[(length + sizeof(long))..]) & int.MaxValue;
        Sequence = JoinSequence.Compare(sequence, Sequence) > 0 ? sequence : Sequence;
        Add(key[..length], value, time, sequence, isRestored: true);
    }

    /// <summary>Adds a row, unless it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null is no row.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="isRestored">Whether it comes from the changelog, and so is never taken back.</param>
    /// <returns>False when the row is too old to be kept.</returns>
    private protected abstract bool Add(ReadOnlySpan<byte> key, Bytes value, long timestamp, int sequence, bool isRestored);

    /// <summary>Gives the next run of rows that a cursor goes through.</summary>
    /// <param name="rows">The cursor, whose segment is then the next one to be looked into.</param>
    /// <returns>False when there is none.</returns>
    internal abstract bool MoveNext(ref JoinWindowRows rows);

    /// <summary>Writes a row as the changelog has it.</summary>
    private protected void Append(IChangelog changelog, ReadOnlySpan<byte> key, Bytes value, long timestamp, int sequence)
    {
        int length = checked(key.Length + ChangelogSuffix);
        if (_changelogKey.Length < length)
        {
            _changelogKey = new byte[Math.Max(length, _changelogKey.Length * 2)];
        }

        var bytes = _changelogKey.AsSpan(0, length);
        key.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[key.Length..], timestamp);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(key.Length + sizeof(long))..], sequence);
        changelog.Append(bytes, value, timestamp);
    }
}
