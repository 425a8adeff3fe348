using System.Diagnostics;

namespace GenStreams.Clients;

/// <summary>Lets one line a second through. For any thread.</summary>
internal sealed class LogLimit
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long _last;
    private int _leftOut;

    /// <summary>Whether a line may be written now.</summary>
    /// <param name="more">How many were not since the last one that was, to be written behind it; empty when there were none.</param>
    public bool Allows(out string more)
    {
        more = "";
        lock (_lock)
        {
            if (_last != 0 && Stopwatch.GetElapsedTime(_last) < Interval)
            {
                _leftOut++;
                return false;
            }

            if (_leftOut > 0)
            {
                more = $" ({_leftOut} more)";
            }

            _last = Stopwatch.GetTimestamp();
            _leftOut = 0;
            return true;
        }
    }
}
