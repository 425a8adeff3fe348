namespace GenStreams.Tasks;

/// <summary>A stream thread as the <see cref="TaskBoard"/> knows it. A thread that replaces another has its number and a load of its own.</summary>
internal sealed class ThreadLoad(int number)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private double _busyShare;

    /// <summary>The number of the thread, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>How much of its time the thread has worked of late, 0 to 1.</summary>
    public double BusyShare
    {
        get => Volatile.Read(ref _busyShare);
        set => Volatile.Write(ref _busyShare, value);
    }

    /// <summary>A round is over: for how long the thread has worked, of how long it took.</summary>
    public void Worked(TimeSpan worked, TimeSpan round)
    {
        // The rounds of the last seconds count, the latest most.
        double weight = Math.Min(1, round / Memory);
        double share = round > TimeSpan.Zero ? worked / round : 0;
        BusyShare += (share - BusyShare) * weight;
    }

    /// <summary>Whether it could do with less work.</summary>
    public bool IsBusy => BusyShare > 0.9;

    /// <summary>Whether it could do more work.</summary>
    public bool IsIdle => BusyShare < 0.4;
}
