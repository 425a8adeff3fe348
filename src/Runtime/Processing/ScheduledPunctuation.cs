using GenStreams.Topologies;

namespace GenStreams.Processing;

/// <summary>When a punctuator of a task is called next.</summary>
internal sealed class ScheduledPunctuation(PunctuatorDescriptor descriptor, long first)
{
    /// <summary>Whether it is never called again.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Whether the wall clock counts, not stream time.</summary>
    public bool IsWallClock => descriptor.Time == PunctuationTime.WallClock;

    /// <summary>The time from which on it is due, milliseconds.</summary>
    public long Next { get; private set; } = first;

    /// <summary>It is not called again.</summary>
    public void Cancel() => IsCancelled = true;

    /// <summary>Whether it is due; if so, it is due again at the next multiple of its interval that lies ahead: what was missed is not made up for.</summary>
    public bool IsDue(long now)
    {
        if (IsCancelled || now < Next)
        {
            return false;
        }

        Next += ((now - Next) / descriptor.Interval + 1) * descriptor.Interval;
        return true;
    }
}
