using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// The records of a left or outer join that have found no partner yet, in the order of their time: of one time right before left, then by key.
/// All values of one key, side and time are one row. Not cached.
/// </summary>
/// <remarks>
/// Keys and values of the changelog are Kafka Streams': the timestamp, a byte that is 1 for the left side, the key; and a list, whose
/// values begin with that byte too. Not thread-safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OuterJoinBytesStore : StateStore
{
    /// <summary>What the time of no row is.</summary>
    internal const long NoTime = -1;

    /// <summary>What stands before the key in the changelog: timestamp and side.</summary>
    private const int KeyPrefix = sizeof(long) + 1;

    private readonly IChangelog? _changelog;
    private byte[] _changelogKey = new byte[64];

    private protected OuterJoinBytesStore(in StoreContext context)
        : base(context.Name) => _changelog = context.Changelog;

    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>Adds a value to the row of its key, side and time.</summary>
    /// <param name="isLeft">Whether it came from the left side.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC, not negative.</param>
    public abstract void Add(bool isLeft, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp);

    /// <summary>Removes a row, if it is there.</summary>
    /// <param name="isLeft">Its side.</param>
    /// <param name="key">Its key.</param>
    /// <param name="timestamp">Its time.</param>
    /// <param name="now">The timestamp of the record that it is removed for, which the changelog gets.</param>
    /// <returns>Whether it was there.</returns>
    public abstract bool Remove(bool isLeft, ReadOnlySpan<byte> key, long timestamp, long now);

    /// <summary>Takes a record of the changelog in.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of such a changelog.</exception>
    public sealed override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        long time = key.Length < KeyPrefix ? NoTime : BinaryPrimitives.ReadInt64BigEndian(key);
        if (time < 0 || (!value.IsNull && !OuterJoinValues.IsList(value.Span)))
        {
            throw new InvalidDataException(
                $"The changelog of store '{Name}' has a record that is none of an outer join: its keys are timestamp, side and key, its values "
                + $"lists; found a key of {key.Length} and a value of {value.Span.Length} bytes. Is the topic another store's?");
        }

        Set(key[sizeof(long)] == 1, key[KeyPrefix..], value, time);
    }

    /// <summary>The first row of a side, which there is.</summary>
    internal abstract OuterJoinRow First(bool isLeft);

    /// <summary>The time of the first row of a side; <see cref="NoTime"/> when there is none.</summary>
    internal abstract long FirstTime(bool isLeft);

    /// <summary>The time of the last row of a side; <see cref="NoTime"/> when there is none.</summary>
    internal abstract long LastTime(bool isLeft);

    /// <summary>The time of the row behind the first of a side; <see cref="NoTime"/> when there is none.</summary>
    internal abstract long SecondTime(bool isLeft);

    /// <summary>The time of the first row of a side that is not before a time; <see cref="NoTime"/> when there is none.</summary>
    internal abstract long TimeNotBefore(bool isLeft, long timestamp);

    /// <summary>Removes the first row of a side; its memory stays readable until the next call.</summary>
    /// <param name="isLeft">The side.</param>
    /// <param name="now">The timestamp of the record that it is removed for, which the changelog gets.</param>
    internal abstract void RemoveFirst(bool isLeft, long now);

    /// <summary>Sets or removes a row, without telling the changelog.</summary>
    private protected abstract void Set(bool isLeft, ReadOnlySpan<byte> key, Bytes values, long timestamp);

    /// <summary>Tells the changelog what became of a row.</summary>
    private protected void Log(bool isLeft, ReadOnlySpan<byte> key, long rowTime, Bytes values, long timestamp)
    {
        if (_changelog is not null)
        {
            Append(_changelog, isLeft, key, rowTime, values, timestamp);
        }
    }

    /// <summary>Writes a row as the changelog has it.</summary>
    private protected void Append(IChangelog changelog, bool isLeft, ReadOnlySpan<byte> key, long rowTime, Bytes values, long timestamp)
    {
        int length = checked(KeyPrefix + key.Length);
        if (_changelogKey.Length < length)
        {
            _changelogKey = new byte[Math.Max(length, _changelogKey.Length * 2)];
        }

        var bytes = _changelogKey.AsSpan(0, length);
        BinaryPrimitives.WriteInt64BigEndian(bytes, rowTime);
        bytes[sizeof(long)] = isLeft ? (byte)1 : (byte)0;
        key.CopyTo(bytes[KeyPrefix..]);
        changelog.Append(bytes, values, timestamp);
    }
}
