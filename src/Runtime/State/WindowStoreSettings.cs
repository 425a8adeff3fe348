namespace GenStreams.State;

/// <summary>What is set for a store of windows or sessions.</summary>
/// <param name="Retention">How long an entry is kept after its time, in milliseconds.</param>
/// <param name="KeepsOldValues">Whether a change tells the value before it.</param>
/// <param name="EmitsOnClose">Whether entries can be taken in the order in which they close.</param>
public readonly record struct WindowStoreSettings(long Retention, bool KeepsOldValues = false, bool EmitsOnClose = false);
