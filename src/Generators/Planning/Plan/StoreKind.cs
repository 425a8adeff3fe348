namespace GenStreams.Generators.Planning.Plan;

/// <summary>What kind of store it is, and what is set for that kind. The subtypes are all there are.</summary>
internal abstract record StoreKind;

/// <summary>A value for each key.</summary>
internal sealed record KeyValueKind : StoreKind;

/// <summary>A value for each key in each tumbling, hopping or sliding window.</summary>
/// <param name="Retention">For how many milliseconds a window is kept, from its start.</param>
/// <param name="Segment">How many milliseconds of window starts go out of retention together.</param>
internal sealed record WindowKind(long Retention, long Segment) : StoreKind;
