using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// A store of sliding windows or of sessions, as bytes. A key is a record's key and, after it, the times of the window or session as they are
/// on the wire, big-endian: a window's start; a session's end and its start. The entries of one record key can be found by their times.
/// </summary>
/// <remarks>
/// What is older than the retention, measured at the latest time that was written, is not read any more; it is removed when its segment
/// of time, a stretch of half the retention but at least a minute as in Kafka Streams, has passed. A deletion of what is older than the
/// retention is not told to the changelog, as in Kafka Streams.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TimeOrderedBytesStore : CacheableStore
{
    private byte[] _logKey = new byte[64];

    private protected TimeOrderedBytesStore(in StoreContext context, TimeOrderedRules rules)
        : base(context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rules.Retention);
        Rules = rules;
    }

    /// <summary>What kind of store it is.</summary>
    internal TimeOrderedRules Rules { get; }

    /// <summary>The greatest time that was put, restored ones included: of windows the start, of sessions the end; -1 before the first.</summary>
    internal abstract long Time { get; }

    /// <summary>The windowed key of what <see cref="MoveToClosed"/> took; as its value, valid until the store is next written to.</summary>
    internal abstract ReadOnlySpan<byte> ClosedKey { get; }

    /// <summary>The value of what was taken last.</summary>
    internal abstract ReadOnlySpan<byte> ClosedValue { get; }

    /// <summary>The timestamp of what was taken last.</summary>
    internal abstract long ClosedTimestamp { get; }

    /// <summary>Whether there is any entry that has closed and was not taken.</summary>
    /// <param name="limit">The last time that has closed: of windows the start, of sessions the end.</param>
    internal abstract bool HasClosed(long limit);

    /// <summary>
    /// Takes the next entry that has closed, in the order of the times and then of the keys' bytes: each entry once, however often it was
    /// written before. One that is written after it was taken does not come again.
    /// </summary>
    /// <param name="limit">The last time that has closed: of windows the start, of sessions the end.</param>
    /// <returns>Whether there is one.</returns>
    internal abstract bool MoveToClosed(long limit);

    /// <summary>Finds the windows or sessions of a record key, in the order of their times.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="earliest">The least time: the start of a window, the end of a session.</param>
    /// <param name="latestStart">The greatest start.</param>
    /// <param name="found">Where they go, from the first place on; it grows when it must.</param>
    /// <returns>How many there are.</returns>
    internal abstract int Find(ReadOnlySpan<byte> key, long earliest, long latestStart, ref WindowTimes[] found);

    /// <summary>The value of a window or session that was found, also when it cannot be read by its key any more; else empty.</summary>
    internal abstract ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> key);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The key is not one of this store's changelog.</exception>
    public sealed override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        if (key.Length < Rules.TimesLength + Rules.SequenceLength)
        {
            throw new InvalidDataException(
                $"The changelog of store '{Name}' has a key of {key.Length} bytes; its keys end with {Rules.TimesLength} bytes of time and "
                + $"{Rules.SequenceLength} of a sequence number. Is the topic another store's?");
        }

        Fill(key[..^Rules.SequenceLength], value, timestamp);
    }

    /// <summary>A key as the changelog has it; valid until the next call.</summary>
    private protected ReadOnlySpan<byte> LogKey(ReadOnlySpan<byte> key)
    {
        if (Rules.SequenceLength == 0)
        {
            return key;
        }

        int length = checked(key.Length + Rules.SequenceLength);
        if (_logKey.Length < length)
        {
            _logKey = new byte[checked(length * 2)];
        }

        var logKey = _logKey.AsSpan(0, length);
        key.CopyTo(logKey);
        logKey[key.Length..].Clear();
        return logKey;
    }
}
