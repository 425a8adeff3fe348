using System.Collections.Immutable;
using GenStreams.Topologies;

namespace GenStreams.Processing;

/// <summary>
/// The punctuators of a task. By stream time they are called at the first record and then once when the next multiple of the interval has
/// been passed, with the current time; by the wall clock at intervals from the task's start. As in Kafka Streams.
/// </summary>
internal sealed class PunctuationSchedule
{
    private readonly ScheduledPunctuation[] _punctuations;

    /// <summary>A schedule.</summary>
    /// <param name="punctuators">The punctuators of the sub-topology.</param>
    /// <param name="now">The wall clock, milliseconds.</param>
    public PunctuationSchedule(ImmutableArray<PunctuatorDescriptor> punctuators, long now)
    {
        _punctuations = new ScheduledPunctuation[punctuators.Length];
        for (int i = 0; i < punctuators.Length; i++)
        {
            bool isWallClock = punctuators[i].Time == PunctuationTime.WallClock;
            _punctuations[i] = new ScheduledPunctuation(punctuators[i], isWallClock ? now + punctuators[i].Interval : 0);
        }
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _punctuations.Length == 0;

    /// <summary>When the next punctuation by the wall clock is due, milliseconds; <see cref="long.MaxValue"/> when none comes.</summary>
    public long NextByWallClock
    {
        get
        {
            long next = long.MaxValue;
            foreach (var punctuation in _punctuations)
            {
                if (punctuation is { IsWallClock: true, IsCancelled: false } && punctuation.Next < next)
                {
                    next = punctuation.Next;
                }
            }

            return next;
        }
    }

    /// <summary>Whether a punctuation is due by stream time.</summary>
    public bool IsDueByStreamTime(long streamTime) => IsDue(streamTime, isWallClock: false);

    /// <summary>Whether a punctuation is due by the wall clock.</summary>
    public bool IsDueByWallClock(long now) => IsDue(now, isWallClock: true);

    /// <summary>Calls the punctuators that are due, each once.</summary>
    /// <param name="task">The task.</param>
    /// <param name="now">The time, milliseconds: stream time or the wall clock.</param>
    /// <param name="isWallClock">Which of them.</param>
    public void Punctuate(TopologyTask task, long now, bool isWallClock)
    {
        for (int i = 0; i < _punctuations.Length; i++)
        {
            var punctuation = _punctuations[i];
            if (punctuation.IsWallClock == isWallClock && punctuation.IsDue(now))
            {
                task.Punctuate(i, new Punctuation(punctuation, now));
            }
        }
    }

    private bool IsDue(long now, bool isWallClock)
    {
        foreach (var punctuation in _punctuations)
        {
            if (punctuation.IsWallClock == isWallClock && !punctuation.IsCancelled && now >= punctuation.Next)
            {
                return true;
            }
        }

        return false;
    }
}
