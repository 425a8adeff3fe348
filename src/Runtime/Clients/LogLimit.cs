using System.Diagnostics;

namespace GenStreams.Clients;

/// <summary>Lets one line a second through. Used by one thread at a time.</summary>
internal sealed class LogLimit
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private long _last;
    private int _leftOut;

    /// <summary>Whether a line may be written now.</summary>
    /// <param name="leftOut">How many were not, since the last one that was.</param>
    public bool Allows(out int leftOut)
    {
        leftOut = _leftOut;
        if (_last != 0 && Stopwatch.GetElapsedTime(_last) < Interval)
        {
            _leftOut++;
            return false;
        }

        _last = Stopwatch.GetTimestamp();
        _leftOut = 0;
        return true;
    }
}
