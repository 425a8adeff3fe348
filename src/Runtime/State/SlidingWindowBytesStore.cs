namespace GenStreams.State;

/// <summary>
/// A store of sliding windows: the keys are those of records followed by the window's start, 8 bytes, big-endian. In the changelog a
/// sequence number of 4 bytes, always 0, comes after it, as Kafka Streams has it.
/// </summary>
public sealed unsafe class SlidingWindowBytesStore : TimeOrderedBytesStore
{
    private const int SequenceLength = sizeof(int);

    private readonly long _readsFrom;
    private byte[] _logKey = new byte[64];

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">How long windows are kept after their start, and what else is set.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="cache">
    /// How much it may hold back together with the other stores of its thread; null, or a limit of 0: it has no record cache, and nothing
    /// is held back.
    /// </param>
    public SlidingWindowBytesStore(string name, WindowStoreSettings settings, IChangelog? changelog = null, RecordCacheBudget? cache = null)
        : base(name, EntryTimes.OfWindow, settings, changelog, cache)
    {
        // Kafka Streams keeps windows readable for a millisecond longer where they are emitted on close.
        _readsFrom = settings.EmitsOnClose ? 0 : 1;
    }

    private protected override long ReadableFrom => base.ReadableFrom - 1 + _readsFrom;

    /// <summary>Finds the windows of a record key that start between two times, in the order of their starts.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="from">The least start.</param>
    /// <param name="to">The greatest start.</param>
    /// <param name="found">Where they go, from the first place on; it grows when it must.</param>
    /// <returns>How many there are.</returns>
    internal int Find(ReadOnlySpan<byte> key, long from, long to, ref WindowTimes[] found)
    {
        var directory = DirectoryOf(key);
        if (directory == null)
        {
            return 0;
        }

        int count = 0;
        var last = directory;
        for (var entry = EntryLinks.Of(directory)->Older; !IsDirectory(entry); entry = EntryLinks.Of(entry)->Older)
        {
            long start = (long)TimesOf(entry).First;
            if (start < from)
            {
                break;
            }

            if (start <= to && IsReadable(entry))
            {
                if (count == found.Length)
                {
                    Array.Resize(ref found, count * 2);
                }

                found[count++] = new WindowTimes(start, entry->Timestamp);
                last = entry;
            }
        }

        found.AsSpan(0, count).Reverse();
        PointTo(last);
        return count;
    }

    private protected override long TimestampOf(Entry* entry) => entry->Timestamp;

    private protected override bool IsEmitted(Entry* entry) => IsReadable(entry);

    private protected override ReadOnlySpan<byte> LogKey(ReadOnlySpan<byte> key)
    {
        int length = key.Length + SequenceLength;
        if (_logKey.Length < length)
        {
            _logKey = new byte[length * 2];
        }

        var logKey = _logKey.AsSpan(0, length);
        key.CopyTo(logKey);
        logKey[key.Length..].Clear();
        return logKey;
    }

    private protected override ReadOnlySpan<byte> FromLogKey(ReadOnlySpan<byte> key) => key[..^SequenceLength];
}
