namespace GenStreams.Generators.Planning.Plan;

/// <summary>What kind of store it is, and what is set for that kind. The subtypes are all there are.</summary>
internal abstract record StoreKind;

/// <summary>A value for each key.</summary>
internal sealed record KeyValueKind : StoreKind;

/// <summary>A value for each key in each tumbling or hopping window.</summary>
/// <param name="Retention">For how many milliseconds a window is kept, from its start.</param>
/// <param name="Segment">How many milliseconds of window starts go out of retention together.</param>
internal sealed record WindowKind(long Retention, long Segment) : StoreKind;

/// <summary>A value for each key in each sliding window.</summary>
/// <param name="Retention">For how many milliseconds a window is kept, from its start.</param>
/// <param name="EmitsOnClose">Whether its windows are emitted when they close.</param>
internal sealed record SlidingWindowKind(long Retention, bool EmitsOnClose) : StoreKind;

/// <summary>A value for each session of each key.</summary>
/// <param name="Retention">For how many milliseconds a session is kept, from its end.</param>
/// <param name="EmitsOnClose">Whether its sessions are emitted when they close.</param>
internal sealed record SessionKind(long Retention, bool EmitsOnClose) : StoreKind;

/// <summary>Up to which time an operator has emitted the windows that closed.</summary>
internal sealed record ProgressKind : StoreKind;

/// <summary>The versions of each key.</summary>
/// <param name="HistoryRetention">Milliseconds for which versions are kept.</param>
internal sealed record VersionedKind(long HistoryRetention) : StoreKind;

/// <summary>The buffer of a suppress.</summary>
internal sealed record SuppressKind(SuppressLimitsPlan Limits) : StoreKind;

/// <summary>The buffer of a join with grace.</summary>
internal sealed record JoinBufferKind(long Grace) : StoreKind;
