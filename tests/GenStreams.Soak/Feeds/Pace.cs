using System.Diagnostics;

namespace GenStreams.Soak.Feeds;

/// <summary>Says how many records are due, so that a feed keeps to its rate.</summary>
internal sealed class Pace(double perSecond)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _given;

    /// <summary>Waits a moment and returns how many records are due since the last time.</summary>
    public async Task<int> NextAsync()
    {
        await Task.Delay(20);
        int due = (int)((long)(_clock.Elapsed.TotalSeconds * perSecond) - _given);
        _given += due;
        return due;
    }
}
