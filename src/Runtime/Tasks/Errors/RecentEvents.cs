namespace GenStreams.Tasks;

/// <summary>Counts how often something has happened within a while, to tell what is an accident from what comes again and again.</summary>
internal sealed class RecentEvents(TimeSpan period, TimeProvider time)
{
    private readonly Queue<long> _times = [];

    /// <summary>It has happened once more.</summary>
    /// <returns>How often it has, within the period.</returns>
    public int Add()
    {
        _times.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(_times.Peek()) > period)
        {
            _times.Dequeue();
        }

        return _times.Count;
    }
}
