namespace GenStreams.State;

/// <summary>What the two kinds of a <see cref="TimeOrderedBytesStore"/>, sliding windows and sessions, have different.</summary>
internal sealed record TimeOrderedRules
{
    /// <summary>Bytes of time at the end of a key: a window's start, or a session's end and its start.</summary>
    public required int TimesLength { get; init; }

    /// <summary>Bytes that come after the key in the changelog, always 0.</summary>
    public int SequenceLength { get; init; }

    /// <summary>How long an entry is kept after its time, in milliseconds.</summary>
    public required long Retention { get; init; }

    /// <summary>How many milliseconds before the end of the retention an entry is not read any more.</summary>
    public long UnreadableBefore { get; init; }

    /// <summary>How many segments are kept after they have expired.</summary>
    public int KeptSegments { get; init; }

    /// <summary>Whether those of a record are found for as long as they are kept, though they cannot be read any more.</summary>
    public bool FindsUnreadable { get; init; }

    /// <summary>Whether what cannot be read any more is still emitted when it closes.</summary>
    public bool EmitsUnreadable { get; init; }

    /// <summary>Whether an entry's timestamp is its time, else it is that of its last change.</summary>
    public bool IsTimestampInKey { get; init; }

    /// <summary>Whether a change tells the value before it.</summary>
    public bool KeepsOldValues { get; init; }

    /// <summary>Whether entries can be taken in the order in which they close.</summary>
    public bool EmitsOnClose { get; init; }

    /// <summary>The rules of a store of sliding windows.</summary>
    /// <param name="retention">How long a window is kept after its start, in milliseconds.</param>
    /// <param name="keepsOldValues">Whether a change tells the value before it.</param>
    /// <param name="emitsOnClose">Whether windows are emitted when they close.</param>
    /// <remarks>
    /// In the changelog a sequence number of 4 bytes comes after the key. Kafka Streams keeps windows readable for a millisecond longer where
    /// they are emitted on close.
    /// </remarks>
    public static TimeOrderedRules OfSlidingWindows(long retention, bool keepsOldValues = false, bool emitsOnClose = false) => new()
    {
        TimesLength = EntryTimes.OfWindow,
        SequenceLength = sizeof(int),
        Retention = retention,
        UnreadableBefore = emitsOnClose ? 0 : 1,
        KeepsOldValues = keepsOldValues,
        EmitsOnClose = emitsOnClose,
    };

    /// <summary>The rules of a store of sessions.</summary>
    /// <param name="retention">How long a session is kept after its end, in milliseconds.</param>
    /// <param name="keepsOldValues">Whether a change tells the value before it.</param>
    /// <param name="emitsOnClose">Whether sessions are emitted when they close.</param>
    /// <param name="isCached">Whether the store has a record cache.</param>
    /// <remarks>
    /// Kafka Streams finds sessions that are older than the retention for as long as its record cache has them. Here a store with a record cache
    /// finds them for one segment more, and one without does not find them. That they are deleted nobody hears, as in Kafka Streams.
    /// </remarks>
    public static TimeOrderedRules OfSessions(long retention, bool keepsOldValues = false, bool emitsOnClose = false, bool isCached = false) => new()
    {
        TimesLength = EntryTimes.OfSession,
        Retention = retention,
        UnreadableBefore = 1,
        KeptSegments = isCached ? 1 : 0,
        FindsUnreadable = isCached,
        EmitsUnreadable = true,
        IsTimestampInKey = true,
        KeepsOldValues = keepsOldValues,
        EmitsOnClose = emitsOnClose,
    };
}
