namespace GenStreams.State;

/// <summary>
/// A store of sessions: the keys are those of records followed by the session's end and its start, 8 bytes each, big-endian, as they are
/// in the changelog. A session's timestamp is its end.
/// </summary>
public sealed unsafe class SessionBytesStore : TimeOrderedBytesStore
{
    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">How long sessions are kept after their end, and what else is set.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    /// <param name="cache">
    /// How much it may hold back together with the other stores of its thread; null, or a limit of 0: it has no record cache, and nothing
    /// is held back.
    /// </param>
    public SessionBytesStore(string name, WindowStoreSettings settings, IChangelog? changelog = null, RecordCacheBudget? cache = null)
        : base(name, EntryTimes.OfSession, settings, changelog, cache) => EmitsOnClose = settings.EmitsOnClose;

    /// <summary>Whether sessions are emitted when they close.</summary>
    internal bool EmitsOnClose { get; }

    /// <summary>Finds the sessions of a record key that end and start within two times, in the order of their ends.</summary>
    /// <remarks>
    /// Kafka Streams finds sessions that are older than the retention for as long as its record cache has them. Here a store with a record cache
    /// finds them for one segment more, and one without does not find them, as in Kafka Streams.
    /// </remarks>
    /// <param name="key">The record's key.</param>
    /// <param name="earliestEnd">The least end.</param>
    /// <param name="latestStart">The greatest start.</param>
    /// <param name="found">Where they go, from the first place on; it grows when it must.</param>
    /// <returns>How many there are.</returns>
    internal int Find(ReadOnlySpan<byte> key, long earliestEnd, long latestStart, ref SessionTimes[] found)
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
            var times = TimesOf(entry);
            if ((long)times.First < earliestEnd)
            {
                break;
            }

            if ((long)times.Second <= latestStart && IsFound(entry))
            {
                if (count == found.Length)
                {
                    Array.Resize(ref found, count * 2);
                }

                found[count++] = new SessionTimes((long)times.Second, (long)times.First);
                last = entry;
            }
        }

        found.AsSpan(0, count).Reverse();
        PointTo(last);
        return count;
    }

    /// <summary>The value of a session that was found.</summary>
    internal ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> key)
    {
        var entry = Find(key);
        return entry == null ? default : Entry.ValueOf(entry);
    }

    private protected override int KeptSegments => IsCached ? 1 : 0;

    private protected override bool IsFound(Entry* entry) => IsCached ? IsThere(entry) : IsReadable(entry);

    private protected override long TimestampOf(Entry* entry) => (long)TimesOf(entry).First;

    private protected override ReadOnlySpan<byte> LogKey(ReadOnlySpan<byte> key) => key;

    private protected override ReadOnlySpan<byte> FromLogKey(ReadOnlySpan<byte> key) => key;
}
