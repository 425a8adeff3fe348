namespace GenStreams.Generators.Model;

/// <summary><c>[Window]</c>: which records belong together. All durations in milliseconds; see the subtypes.</summary>
/// <param name="Grace">How long after its end a window still takes late records.</param>
/// <param name="Retention">How long a window is kept in its store; null: as long as it can change.</param>
/// <param name="EmitsOnClose">Whether results come once, when the window has closed.</param>
/// <param name="Anchor">The attribute, for messages.</param>
internal abstract record WindowModel(long Grace, long? Retention, bool EmitsOnClose, AnchorId Anchor);

/// <summary>Windows of a fixed size that start at multiples of an advance; tumbling when that is the size.</summary>
internal sealed record TimeWindowModel(long Size, long Advance, long Grace, long? Retention, bool EmitsOnClose, AnchorId Anchor)
    : WindowModel(Grace, Retention, EmitsOnClose, Anchor);

/// <summary>Windows around each record: <c>[start, start + difference]</c>, both ends included.</summary>
internal sealed record SlidingWindowModel(long Difference, long Grace, long? Retention, bool EmitsOnClose, AnchorId Anchor)
    : WindowModel(Grace, Retention, EmitsOnClose, Anchor);

/// <summary>Windows that a gap of inactivity ends; one as long as the gap does not.</summary>
internal sealed record SessionWindowModel(long Gap, long Grace, long? Retention, bool EmitsOnClose, AnchorId Anchor)
    : WindowModel(Grace, Retention, EmitsOnClose, Anchor);

/// <summary>The records of the right side that join with one of the left: <c>[time - before, time + after]</c>, both ends included.</summary>
internal sealed record JoinWindowModel(long Before, long After, long Grace, long? Retention, AnchorId Anchor)
    : WindowModel(Grace, Retention, EmitsOnClose: false, Anchor);
