namespace GenStreams.Generators.Planning.Plan;

/// <summary>As <c>GenStreams.State.SuppressLimits</c>.</summary>
internal sealed record SuppressLimitsPlan(long Wait, long? MaxRecords, long? MaxBytes, bool EmitsEarly, bool DropsDeletes);

/// <summary>Where the end of a window is in the bytes of its key.</summary>
/// <param name="FromEnd">So many bytes before the key's end there is a 64-bit number, big-endian.</param>
/// <param name="Size">What has to be added to it, in milliseconds.</param>
internal sealed record WindowEndPlan(int FromEnd, long Size);
