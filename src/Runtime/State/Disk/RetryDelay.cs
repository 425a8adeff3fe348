namespace GenStreams.State.Disk;

/// <summary>When to try again what the disk did not take: after a minute, after two, and so on up to sixteen.</summary>
/// <param name="time">The clock.</param>
internal sealed class RetryDelay(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(16);

    private long _failedAt;

    /// <summary>How long it is; 0 when nothing has failed since the last success.</summary>
    public TimeSpan Current { get; private set; }

    /// <summary>Whether it has passed.</summary>
    public bool IsOver => Current == TimeSpan.Zero || time.GetElapsedTime(_failedAt) >= Current;

    /// <summary>It failed.</summary>
    /// <returns>Whether it did so for the first time.</returns>
    public bool Failed()
    {
        bool isFirst = Current == TimeSpan.Zero;
        var next = isFirst ? First : Current * 2;
        Current = next < Longest ? next : Longest;
        _failedAt = time.GetTimestamp();
        return isFirst;
    }

    /// <summary>It succeeded.</summary>
    /// <returns>Whether it had failed before.</returns>
    public bool Succeeded()
    {
        bool hadFailed = Current != TimeSpan.Zero;
        Current = TimeSpan.Zero;
        return hadFailed;
    }
}
